import {
  duplicateLabel,
  duplicateRevision,
  invalidLabel,
  invalidRevisionId,
  missingParent,
} from "./fault.ts";
import type { RevisionHeader } from "./header.ts";
import { isName } from "./id.ts";

/** Headers by id, each name used once. */
export interface CheckedHeaders {
  readonly byId: ReadonlyMap<string, RevisionHeader>;
  readonly labels: ReadonlyMap<string, string>;
}

/** Checks what each header says for itself and that no two of them claim one name. */
export function checkHeaders(headers: readonly RevisionHeader[]): CheckedHeaders {
  headers.forEach(checkNames);
  const byId = new Map(headers.map((header) => [header.revision, header]));
  if (byId.size < headers.length) throw firstDuplicate(headers);
  const labels = readLabels(byId);
  for (const header of headers) checkParents(byId, header);
  return { byId, labels };
}

function checkNames(header: RevisionHeader): void {
  if (!isName(header.revision)) throw invalidRevisionId(header);
  for (const label of header.branchLabels) {
    if (!isName(label)) throw invalidLabel(label, header);
  }
}

function firstDuplicate(headers: readonly RevisionHeader[]): Error {
  const seen = new Set<string>();
  const again = headers.find((header) => seen.size === seen.add(header.revision).size);
  const id = again?.revision ?? "";
  return duplicateRevision(
    id,
    headers.filter((header) => header.revision === id),
  );
}

// A label and an id stand in the same places of the command line, so they share one set of names.
function readLabels(byId: ReadonlyMap<string, RevisionHeader>): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const header of byId.values()) {
    for (const label of new Set(header.branchLabels)) {
      const other = byId.get(labels.get(label) ?? label);
      if (other !== undefined) throw duplicateLabel(label, [other, header]);
      labels.set(label, header.revision);
    }
  }
  return labels;
}

function checkParents(byId: ReadonlyMap<string, RevisionHeader>, header: RevisionHeader): void {
  for (const parent of header.downRevisions) {
    if (!byId.has(parent)) throw missingParent(parent, header);
  }
}
