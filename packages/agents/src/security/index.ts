export { type AttackCase, type AttackCasesOptions, attackCases } from './attacks/attack-cases';
export type { AttackKind } from './attacks/attack-payloads';
export {
  type AttackedRun,
  type AttackLimits,
  type AttackOutcome,
  type AttackReport,
  attackReport,
} from './attacks/attack-report';
export {
  type AttackOrder,
  type GullibleModel,
  type GullibleModelOptions,
  gullibleModel,
} from './attacks/gullible-model';
export { type BoundedModifierOptions, boundedModifier } from './bounded-modifier';
export { type ClosedReaderOptions, type ClosedReading, closedReader } from './closed-reader';
export { type ClosedField, type ClosedValues, closedShape } from './closed-shape';
export { type GuardedAgentOptions, guardedAgent } from './guarded-agent';
export {
  type GuardedMemory,
  type GuardedMemoryOptions,
  guardedMemory,
  type MemoryEntry,
  type MemoryWrite,
} from './guarded-memory';
export { guardedModel } from './guarded-model';
export type { NewsFlag, NewsSource } from './news/news-source';
export { type NewsContext, type NewsJudgement, type NewsValidatorOptions, newsValidator } from './news/news-validator';
export {
  type GuardedEvidence,
  type PromptGuard,
  type PromptGuardOptions,
  promptGuard,
  type QuarantinedItem,
} from './prompt-guard';
export { redactKnown } from './redact-known';
export { type Spotlighted, spotlighter } from './spotlight';
export {
  type ClaimedState,
  type SealedState,
  type StateDifference,
  type StateSeal,
  stateDifferences,
  stateSeal,
} from './state-integrity';
export { findInjections, type TextFinding, type TextFindingKind } from './text/find-injections';
export { type FoldedText, foldText } from './text/fold-text';
export type { InjectionKind } from './text/injection-signs';
export {
  type ToolRefusal,
  type ToolRule,
  type ToolSession,
  type ToolValidatorOptions,
  type ToolVerdict,
  toolValidator,
} from './tool-validator';
