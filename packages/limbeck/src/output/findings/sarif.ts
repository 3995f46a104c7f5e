import { type Log, type ReportingDescriptor, type Result } from "sarif";

import { VERSION } from "../../version.ts";
import { type FilePlace, type Finding, type Rules } from "./finding.ts";

/** A log of one run, as code scanning reads it: SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0). */
export function sarifLog<Rule extends string>(rules: Rules<Rule>, findings: readonly Finding<Rule>[]): Log {
  const driver = {
    name: "limbeck",
    semanticVersion: VERSION,
    rules: Object.entries<string>(rules).map(descriptor),
  };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, results: findings.map(result) }],
  };
}

function descriptor([id, text]: readonly [string, string]): ReportingDescriptor {
  return { id, shortDescription: { text } };
}

function result({ rule, level, text, place }: Finding): Result {
  return {
    ruleId: rule,
    level,
    message: { text },
    ...(place === undefined ? {} : { locations: [location(place)] }),
  };
}

function location({ file, line }: FilePlace) {
  const artifactLocation = { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
  return {
    physicalLocation:
      line === undefined ? { artifactLocation } : { artifactLocation, region: { startLine: line } },
  };
}
