/** Why there is no answer of the policy server. */
export type PolicyFailure =
  /** The server could not be reached, or broke off. */
  | 'unreachable'
  /** It had not answered in time. */
  | 'late'
  /** It answered with another status than 200. */
  | 'status'
  /** Its answer is larger than what is read. */
  | 'too-large'
  /** Its answer is no JSON, or holds no decision. */
  | 'unreadable';

/** What a policy server said, as the control `opa` carries it. What is no answer is a refusal. Plain data. */
export interface PolicyAnswer {
  readonly allow: boolean;
  readonly reasons: readonly string[];
  /** Left out when the server has decided. */
  readonly failure?: PolicyFailure;
}

/** A refusal because there is no answer. */
export const noAnswer = (failure: PolicyFailure, reason: string): PolicyAnswer => ({
  allow: false,
  reasons: [reason],
  failure,
});
