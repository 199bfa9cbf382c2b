export {
  type Budget,
  type BudgetKind,
  type BudgetLimits,
  type BudgetRefusal,
  type BudgetTotals,
  createBudget,
  type Reservation,
  type ReserveResult,
  type Spending,
} from './budget/budget';
export { type WithBudgetOptions, withBudget } from './budget/with-budget';
export { type Cassette, openCassette } from './cassette/cassette';
export { type CassetteDrift, cassetteDrift } from './cassette/cassette-drift';
export type { CassetteEntry, RecordedFailure } from './cassette/cassette-entry';
export type { NearestEntry } from './cassette/nearest-entry';
export { type RecordOptions, recordModel } from './cassette/record-model';
export { type ReplayOptions, replayModel } from './cassette/replay-model';
export { type AgentStrategyOptions, agentStrategy } from './combine/agent-strategy';
export { type DebateOptions, debate } from './combine/debate';
export { type DecisionInputs, type DecisionTrace, decisionId } from './combine/decision-trace';
export type { Member } from './combine/members';
export { type QuorumOptions, quorum } from './combine/quorum';
export { targetWeight, type WeightDecision, type WeightRules } from './combine/target-weight';
export { type VetoOptions, veto } from './combine/veto';
export { type WeightedVoteOptions, weightedVote } from './combine/weighted-vote';
export { AgentError, ModelError, ReplayError } from './errors';
export type { Counterfactual, Move } from './log/counterfactuals';
export { createDecisionLog, type DecisionLog, type DecisionLogOptions } from './log/decision-log';
export { type Explanation, explainDecision } from './log/explain-decision';
export type { LogEntry, LogEntryType, LogHead } from './log/log-line';
export { type LogVerdict, verifyDecisionLog } from './log/verify-decision-log';
export { describeSituation } from './models/describe-situation';
export { redactSensitive } from './models/http/redact-sensitive';
export type {
  FinishReason,
  LanguageModel,
  ModelCall,
  ModelMessage,
  ModelPrice,
  ModelReply,
  ModelRequest,
  ToolCall,
  ToolDescription,
} from './models/language-model';
export { type LanguageModelAgentOptions, languageModelAgent } from './models/language-model-agent';
export { type HttpTransportOptions, httpTransport } from './models/mcp/http-transport';
export { type McpClient, type McpClientOptions, mcpClient, type ToolResult } from './models/mcp/mcp-client';
export type { McpTransport, RpcAnswer, RpcMessage } from './models/mcp/transport';
export { costBound, inputTokenBound, modelCost } from './models/model-cost';
export { type AnthropicOptions, anthropic } from './models/providers/anthropic';
export type { HttpModelOptions } from './models/providers/http-model';
export { type OllamaOptions, ollama } from './models/providers/ollama';
export { type OpenAiCompatibleOptions, openAiCompatible } from './models/providers/open-ai-compatible';
export { requestKey } from './models/request-key';
export {
  type ReplyShape,
  replyShape,
  type StructuredReply,
  structuredReply,
} from './models/structured/structured-reply';
export { type RetryOptions, withRetries } from './models/with-retries';
export { allOf, isLater, type NowOrLater, nowOrLater, type Steps, wait } from './now-or-later';
export type { Agent, AgentCall, AgentContext, RunningAgent, Situation } from './opinion/agent';
export type {
  AgentAnswered,
  AgentAsked,
  AgentEvent,
  AnswersCombined,
  ApprovalAsked,
  ApprovalEnded,
  ClaimStruck,
  Contribution,
  FellBack,
  ModelAnswered,
  ModelCalled,
  ModelFailed,
  ModelRetried,
  StepTimedOut,
} from './opinion/agent-event';
export {
  type Abstention,
  type AbstentionCode,
  type Answer,
  abstentionCodes,
  type Opinion,
  type RepairCode,
} from './opinion/answer';
export { type OpinionDraft, opinionDraftSchema, parseAnswer } from './opinion/answer-schema';
export { contentHash } from './opinion/content-hash';
export { type Cost, noCost, sumOfCosts } from './opinion/cost';
export {
  type AbstentionFields,
  type AgentBehaviour,
  type AgentDefinition,
  type AnswerFields,
  abstain,
  defineAgent,
  type OpinionFields,
} from './opinion/define-agent';
export { type Evidence, type EvidenceOptions, type EvidenceTrust, evidence, type Json } from './opinion/evidence';
export {
  type EvidenceSource,
  type EvidenceStore,
  type EvidenceStoreOptions,
  evidenceStore,
} from './opinion/evidence-store';
export { type AnswerPlace, normaliseAnswer } from './opinion/normalise-answer';
export {
  type ApprovalOutcome,
  type ApprovalRequest,
  type Approvals,
  type ApprovalsOptions,
  type CheckResult,
  createApprovals,
  type PendingApproval,
  type SayResult,
} from './orchestration/approvals';
export {
  type DecideOptions,
  type DecisionEvent,
  type DecisionMade,
  type DecisionStarted,
  decide,
} from './orchestration/decide';
export {
  type Confirmation,
  type DurableRunOptions,
  type DurableStep,
  durableRun,
  type EffectStep,
  type PureStep,
  type StepCall,
} from './orchestration/durable-run';
export { type LadderOptions, ladder } from './orchestration/ladder';
export { memoryStepJournal, type StepJournal, type StepRecord } from './orchestration/step-journal';
export { type WithApprovalOptions, withApproval } from './orchestration/with-approval';
export { type TimeoutOptions, withTimeout } from './orchestration/with-timeout';
export { type BiasAwareOptions, biasAware } from './roles/behavioural/bias-aware';
export type { DecisionBiases } from './roles/behavioural/track-biases';
export {
  type ComplianceOfficer,
  type ComplianceOfficerOptions,
  complianceOfficer,
} from './roles/compliance/compliance-officer';
export { type ComplianceRecord, complianceRecords } from './roles/compliance/compliance-records';
export type { ComplianceRules, TradingWindow } from './roles/compliance/compliance-rules';
export {
  defaultRatioBands,
  type FundamentalAgentOptions,
  fundamentalAgent,
  type RatioBand,
  type RatioName,
} from './roles/fundamental/fundamental-agent';
export {
  type FundamentalFacts,
  type FundamentalField,
  fundamentalFacts,
  fundamentalFields,
} from './roles/fundamental/fundamental-facts';
export { type FundamentalRatios, fundamentalRatios } from './roles/fundamental/fundamental-ratios';
export { type PositionSizer, type SizedOptions, type SizeQuestion, sized } from './roles/optimiser/sized';
export { type ModelPlannerOptions, modelPlanner } from './roles/planner/model-planner';
export { makePlan, type Plan, type PlanLimits } from './roles/planner/plan';
export type { Planner, PlanQuestion } from './roles/planner/planner';
export { type RulePlannerOptions, rulePlanner } from './roles/planner/rule-planner';
export { type Task, type TaskBudget, type TaskKind, taskKinds } from './roles/planner/task';
export { privateModel } from './roles/privacy/private-model';
export { type RedactPersonalOptions, redactPersonal } from './roles/privacy/redact-personal';
export { carryOut } from './roles/research/carry-out';
export type {
  Researcher,
  ResearchQuery,
  ResearchReport,
  ResearchSource,
  SourceOutcome,
} from './roles/research/research-source';
export { type ResearcherOptions, researcher } from './roles/research/researcher';
export type { RiskLimits, RiskState } from './roles/risk/risk-measures';
export { type RiskOfficer, type RiskOfficerOptions, riskOfficer } from './roles/risk/risk-officer';
export { type AdvocateOptions, advocate } from './roles/sides/advocate';
export { type BriefedOptions, briefed } from './roles/sides/briefed';
export { type FactCheckedOptions, factChecked } from './roles/sides/fact-checked';
export type { LogisticWeights } from './roles/technical/logistic-regression';
export { type TechnicalAgentOptions, technicalAgent } from './roles/technical/technical-agent';
export { technicalFeatureNames } from './roles/technical/technical-features';
export {
  type ProbabilityScores,
  type TechnicalModel,
  type TrainTechnicalOptions,
  trainTechnicalModel,
} from './roles/technical/train-technical-model';
export {
  type EvidenceNeed,
  type EvidenceQuality,
  evidenceQuality,
  type FieldRule,
  type QualityRules,
} from './roles/validator/evidence-quality';
export { type ValidatedReport, type ValidResearchOptions, validResearch } from './roles/validator/valid-research';
export { type ValidatedOptions, validated } from './roles/validator/validated';
export type { AssetNames } from './sentiment/assets/known-assets';
export { knownAssets } from './sentiment/assets/known-assets';
export { type SentimentBoard, type SentimentBoardOptions, sentimentBoard } from './sentiment/board/sentiment-board';
export type {
  SentimentItem,
  SentimentReading,
  SentimentSource,
  SourceReading,
  SourceStatus,
} from './sentiment/board/sentiment-source';
export { type HeadlineScorerOptions, headlineScorer } from './sentiment/headline-scorer';
export type { AssetSentiment, HeadlineSentiment, SentimentEvidence } from './sentiment/headline-sentiment';
export { type SentimentAgentOptions, sentimentAgent } from './sentiment/sentiment-agent';
export { type SentimentLabel, sentimentLabel } from './sentiment/sentiment-label';
export type { DispositionEffect } from './simulation/disposition-effect';
