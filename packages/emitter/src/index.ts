export { type BodyEntry, type CarriedCall, type CarriedFile, isOperation } from "./carried/carried.ts";
export { bodyChecksum, changedLine } from "./checksum.ts";
export { editHeader, type HeaderChanges } from "./editHeader.ts";
export type { RenderOperation } from "./body.ts";
export { emitRevision, type EmitInput } from "./emit.ts";
export { fileName, type FileNameFacts } from "./fileName.ts";
export { readHeader } from "./header.ts";
export type { Language } from "./language.ts";
export { builtInTemplate, type RevisionText, type Template } from "./template.ts";
