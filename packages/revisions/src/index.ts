export { buildGraph, headerOf, revisionOf, type Graph } from "./graph.ts";
export type { RevisionHeader } from "./header.ts";
export type { Revision } from "./revision.ts";
export {
  bases,
  branchPoints,
  effectiveBases,
  effectiveHeads,
  effectiveHeadsOf,
  heads,
  isBranchPoint,
  isMergePoint,
  mergePoints,
} from "./heads.ts";
export { checkNewRevisionId, isName, nextSequentialId, randomRevisionId, REVISION_ID_LENGTH } from "./id.ts";
export { drawLanes, type LaneLines, type LaneNode } from "./lanes.ts";
export { labelScope } from "./label.ts";
export { labelsByRevision } from "./labels.ts";
export { resolveBranch, type Position } from "./name.ts";
export { newestFirst } from "./order.ts";
export { distinctLines, history, revisionsBetween, type Range } from "./range.ts";
export { resolve, resolveAll, resolveOne } from "./resolve.ts";
export {
  parseRange,
  parseSymbol,
  type NamedSymbol,
  type RelativeSymbol,
  type RevisionName,
  type RevisionSymbol,
  type SymbolRange,
} from "./symbol.ts";
export { knownRows } from "./rows.ts";
export { applyRowChange, rowChange, type RowChange, type Step } from "./step.ts";
export { appliedAbove, planDowngrade, planTakingBack } from "./downgrade.ts";
export { situationOf, type Situation } from "./situation.ts";
export { planStamp, type StampOptions } from "./stamp.ts";
export { planUpgrade } from "./upgrade.ts";
export { ancestors, descendants, lineage } from "./walk.ts";
