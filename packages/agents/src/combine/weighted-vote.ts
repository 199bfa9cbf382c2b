import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Agent } from '../opinion/agent';
import type { Answer } from '../opinion/answer';
import type { AnswerFields } from '../opinion/define-agent';
import { combinedAgent } from './combined-agent';
import { type Member, membersSchema } from './members';
import { isOpinion, mergedFields, nearestHorizonMs } from './merged-fields';
import { type VoteSettings, voteResult } from './vote-result';

export interface WeightedVoteOptions {
  readonly members: readonly Member[];
  /** Fewer opinions than this are none. Defaults to 1. */
  readonly minimumOpinions?: number | undefined;
  /** Members with an opinion need this part of the weight of all. Defaults to 0.5. */
  readonly minimumShare?: number | undefined;
  /** Scores that spread wider than this around their mean are no opinion. Defaults to no limit. */
  readonly maximumSpread?: number | undefined;
  /** Defaults to `"weighted-vote"`. */
  readonly name?: string | undefined;
}

const schema = z.strictObject({
  members: membersSchema(),
  minimumOpinions: z.int().positive().default(1),
  minimumShare: z.number().min(0).max(1).default(0.5),
  // Scores in −1…1 spread by at most 1.
  maximumSpread: z.number().min(0).default(2),
  name: z.string().default('weighted-vote'),
});

const spoken = (answers: readonly Answer[]): string =>
  answers
    .map((answer) =>
      isOpinion(answer)
        ? `${answer.agent} ${answer.score.toFixed(2)} × ${answer.confidence.toFixed(2)}`
        : `${answer.agent} ${answer.code}`,
    )
    .join(', ');

const fieldsOf = (answers: readonly Answer[], members: readonly Member[], settings: VoteSettings): AnswerFields => {
  const contributions = answers.map((answer, place) => ({ answer, weight: (members[place] as Member).weight }));
  const result = voteResult(contributions, settings);
  const merged = mergedFields(answers);
  if (result.type === 'none') return { ...merged, abstain: result.code, reason: `${result.reason} ${spoken(answers)}` };
  return {
    ...merged,
    score: result.score,
    confidence: result.confidence,
    horizonMs: nearestHorizonMs(answers.filter(isOpinion)),
    reason: spoken(answers),
  };
};

/**
 * Makes one agent of several by a weighted vote.
 *
 * With w weights, c confidences and s scores of the members that have an opinion:
 * score = Σ w c s / Σ w c, confidence = Σ w c / Σ w, spread = √(Σ w c (s − score)² / Σ w c).
 * Abstentions count for nothing but the quorum. A target weight is proportional to score × confidence, the weighted mean of
 * what members would do alone.
 *
 * - State: of the members. Cost: all members, those that take time at the same time.
 * - Abstains: `no-quorum`, `disagreement`.
 *
 * @throws {InvalidOptionsError} an option is wrong, or two members have one name.
 * @example
 * ```ts
 * import { agentStrategy, defineAgent, weightedVote } from '@sigmax/agents';
 * const says = (name: string, score: number) =>
 *   defineAgent({ name, start: () => () => ({ score, confidence: 0.5, reason: 'Always.' }) });
 * const vote = weightedVote({ members: [{ agent: says('bull', 1), weight: 3 }, { agent: says('bear', -1), weight: 1 }] });
 * vote.name; // => 'weighted-vote'
 * agentStrategy(vote, { maximumWeight: 1, maximumGross: 1, band: 0.05, whenAbstaining: 'hold' }).kind; // => 'stream'
 * ```
 */
export const weightedVote = (options: WeightedVoteOptions): Agent => {
  const { members, name, ...settings } = parseOptions(schema, options, 'weightedVote');
  return combinedAgent({
    what: 'weightedVote',
    name,
    agents: members.map(({ agent }) => agent),
    method: 'weighted-vote',
    settings,
    weightOf: (place) => (members[place] as Member).weight,
    result: (answers) => fieldsOf(answers, members, settings),
  });
};
