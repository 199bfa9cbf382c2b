import { quorumResult } from '../combine/quorum-result';
import { vetoResult } from '../combine/veto-result';
import { voteResult } from '../combine/vote-result';
import type { AnswersCombined, Contribution } from '../opinion/agent-event';

/** A combined answer, as far as a decision needs it. */
export type Recombined =
  | { readonly type: 'opinion'; readonly score: number; readonly confidence: number }
  | { readonly type: 'abstention'; readonly code: string };

/** What a combination would have come to with these contributions instead of its own. */
export const recombine = (
  { method, settings }: Pick<AnswersCombined, 'method' | 'settings'>,
  contributions: readonly Contribution[],
): Recombined => {
  if (method === 'weighted-vote' || method === 'debate') {
    const result = voteResult(contributions, settings as never);
    return result.type === 'none'
      ? { type: 'abstention', code: result.code }
      : { type: 'opinion', score: result.score, confidence: result.confidence };
  }
  const answers = contributions.map(({ answer }) => answer);
  const fields =
    method === 'quorum' ? quorumResult(answers, settings as never) : vetoResult(answers, settings as never);
  return 'abstain' in fields
    ? { type: 'abstention', code: fields.abstain }
    : { type: 'opinion', score: fields.score, confidence: fields.confidence };
};
