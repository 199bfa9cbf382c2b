import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { nowOrLater, wait } from '../now-or-later';
import type { Agent, AgentCall, Situation } from '../opinion/agent';
import type { Answer } from '../opinion/answer';
import { type AnswerFields, defineAgent } from '../opinion/define-agent';
import { combinedAnswer } from './combined-answer';
import { type KnownNumbers, knownNumbers } from './known-numbers';
import { agentSchema, requireDistinctNames, startMembers } from './members';
import { isOpinion, mergedFields, nearestHorizonMs } from './merged-fields';
import { contributionsOf, isSettled, refereed } from './referee';
import { strikeClaims } from './strike-claims';

export interface DebateOptions {
  /** At least two sides. Each hears in `heard` what all said in the rounds before. */
  readonly sides: readonly Agent[];
  /** Most rounds, the first included. */
  readonly maximumRounds: number;
  /** A round in which nobody moves score and confidence by more than this together is the last. Defaults to 0.01. */
  readonly settledWithin?: number | undefined;
  /** Fewer opinions than this at the end are none. Defaults to 2. */
  readonly minimumOpinions?: number | undefined;
  /** Scores that spread wider than this at the end are no opinion. Defaults to no limit. */
  readonly maximumSpread?: number | undefined;
  /** Numbers that claims may use besides those of the bar, the position and the evidence: periods, levels. */
  readonly numbers?: readonly number[] | undefined;
  /** Whether claims with unknown numbers are struck. Defaults to true. */
  readonly checksNumbers?: boolean | undefined;
  /** Defaults to `"debate"`. */
  readonly name?: string | undefined;
}

const schema = z.strictObject({
  sides: z.array(agentSchema()).min(2),
  maximumRounds: z.int().positive().max(100),
  settledWithin: z.number().min(0).default(0.01),
  minimumOpinions: z.int().positive().default(2),
  maximumSpread: z.number().min(0).default(2),
  numbers: z.array(z.number()).default([]),
  checksNumbers: z.boolean().default(true),
  name: z.string().default('debate'),
});

type Settings = z.output<typeof schema>;

/** The statements of a round after the check of their numbers. */
const checked = (answers: readonly Answer[], round: number, known: KnownNumbers | undefined, call: AgentCall) =>
  answers.map((said) => {
    if (known === undefined) return said;
    const { answer, struck } = strikeClaims(said, known);
    for (const claim of struck) call.emit({ type: 'claim-struck', agent: said.agent, round, ...claim });
    return answer;
  });

const judged = (statements: readonly Answer[], everything: readonly Answer[], settings: Settings): AnswerFields => {
  const { minimumOpinions, maximumSpread } = settings;
  const result = refereed(statements, { minimumOpinions, maximumSpread, minimumShare: 0 });
  // Each round cost something; evidence is that of the last statements.
  const merged = { ...mergedFields(statements), cost: mergedFields(everything).cost };
  const rounds = everything.length / statements.length;
  const said = statements.map((one) => `${one.agent}: ${one.reason}`).join(' ');
  if (result.type === 'none') return { ...merged, abstain: result.code, reason: `${result.reason} ${said}` };
  const { score, confidence } = result;
  return {
    ...merged,
    score,
    confidence,
    horizonMs: nearestHorizonMs(statements.filter(isOpinion)),
    reason: `${rounds} ${rounds === 1 ? 'round' : 'rounds'}. ${said}`,
  };
};

/**
 * Makes one agent of several that argue, with a referee that computes.
 *
 * Every round asks all sides, who hear what was said before. A claim, that is a sentence of a reason, with a number, in digits or in
 * English words, that no bar, position or evidence has is struck, told as `claim-struck`, and takes its part of the confidence with it. The debate ends when nobody
 * moves any more or after `maximumRounds`. The referee then counts the last statements as `weightedVote` does, with weight 1 for
 * those that name evidence and 0.5 for those that do not.
 *
 * - State: of the sides. Cost: at most `maximumRounds` × all sides.
 * - Abstains: `no-quorum`, `disagreement`.
 *
 * @throws {InvalidOptionsError} an option is wrong, or two sides have one name.
 * @example
 * ```ts
 * import { debate, defineAgent } from '@sigmax/agents';
 * const side = (name: string, score: number) =>
 *   defineAgent({
 *     name,
 *     start: () => ({ heard }) => ({ score: score / (1 + heard.length), confidence: 0.5, reason: 'I heard them.' }),
 *   });
 * debate({ sides: [side('bull', 1), side('bear', -1)], maximumRounds: 3 }).name; // => 'debate'
 * ```
 */
export const debate = (options: DebateOptions): Agent => {
  const settings = parseOptions(schema, options, 'debate');
  const { sides, maximumRounds, settledWithin, minimumOpinions, maximumSpread, numbers, checksNumbers, name } =
    settings;
  requireDistinctNames('debate', sides);
  return defineAgent({
    name,
    start: (context) => {
      const running = startMembers(sides, context);
      const ask = (situation: Situation, call: AgentCall) =>
        nowOrLater(function* () {
          const known = checksNumbers ? knownNumbers(situation, numbers) : undefined;
          const heard: Answer[] = [];
          let statements: readonly Answer[] = [];
          for (let round = 0; round < maximumRounds; round++) {
            const asked: Situation = { ...situation, round, heard: [...situation.heard, ...heard] };
            const before = statements;
            statements = checked(yield* wait(running.ask(asked, call)), round, known, call);
            heard.push(...statements);
            if (isSettled(before, statements, settledWithin)) break;
          }
          const fields = judged(statements, heard, settings);
          call.emit({
            type: 'answers-combined',
            agent: name,
            method: 'debate',
            contributions: contributionsOf(statements),
            settings: { minimumOpinions, maximumSpread, minimumShare: 0, rounds: heard.length / sides.length },
            answer: combinedAnswer(name, situation, fields),
          });
          return fields;
        });
      return { observe: running.observe, ask };
    },
  });
};
