export { describePolicy } from './describe-policy';
export { guardsFrom } from './guards-from';
export type { Limit, LimitInput, LimitKindName } from './limit-kinds';
export { type LimitsDocument, type LimitsInput, readLimits } from './limits-document';
export { limitsHash } from './limits-hash';
export { type LimitsProfileName, limitsProfiles } from './limits-profiles';
export {
  type AllowedByPolicyAgentOptions,
  allowedByPolicyAgent,
  type PolicyAgentState,
} from './opa/allowed-by-policy-agent';
export { type OpenPolicyAgent, type OpenPolicyAgentOptions, openPolicyAgent } from './opa/open-policy-agent';
export type { PolicyAnswer, PolicyFailure } from './opa/policy-answer';
export type { LimitOverride } from './override-limit';
export { type PolicyGuardOptions, policyGuard } from './policy-guard';
export type { PolicyOverride, PolicyRefusal, PolicyState, PolicyTerms } from './policy-state';
export type { LimitsProfile } from './profiles/profile';
export { type ReportingAssetOptions, reportingAsset } from './reporting-asset';
export { weakenings } from './weakenings';
