import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { agentSchema, requireDistinctNames } from '../combine/members';
import { nowOrLater, wait } from '../now-or-later';
import type { Agent, AgentCall, Situation } from '../opinion/agent';
import { type AbstentionCode, type Answer, abstentionCodes } from '../opinion/answer';
import { sumOfCosts } from '../opinion/cost';
import { type AnswerFields, defineAgent } from '../opinion/define-agent';

export interface LadderOptions {
  /** The agents, the best first. The next is asked when one failed. */
  readonly rungs: readonly Agent[];
  /**
   * Which abstentions are failures. Defaults to `malformed`, `failed`, `timed-out`, `budget-exhausted` and `unsafe`: an agent that
   * works and has no opinion is believed.
   */
  readonly fallsOn?: readonly AbstentionCode[] | undefined;
  /** Defaults to `"ladder"`. */
  readonly name?: string | undefined;
}

const schema = z.strictObject({
  rungs: z.array(agentSchema()).min(1),
  fallsOn: z.array(z.enum(abstentionCodes)).default(['malformed', 'failed', 'timed-out', 'budget-exhausted', 'unsafe']),
  name: z.string().default('ladder'),
});

const fieldsOf = (answers: readonly Answer[]): AnswerFields => {
  const last = answers.at(-1) as Answer;
  const isDegraded = answers.length > 1 || last.isDegraded;
  const { evidence, model } = last;
  const shared = { evidence, model, isDegraded, cost: sumOfCosts(answers.map(({ cost }) => cost)) };
  const failed = answers
    .slice(0, -1)
    .map((answer) => `${answer.agent}: ${answer.type === 'abstention' ? answer.code : ''}`);
  const reason = failed.length === 0 ? last.reason : `${last.reason} (instead of ${failed.join(', ')})`;
  return last.type === 'abstention'
    ? { ...shared, abstain: last.code, reason }
    : { ...shared, score: last.score, confidence: last.confidence, horizonMs: last.horizonMs, reason };
};

/**
 * Makes one agent of several that stand in for each other: the next is asked when one failed.
 *
 * A ladder usually goes from a language model to another one to a deterministic agent. All observe every moment, so that the last is
 * as warm as the first. An answer that is not of the first is marked as degraded; costs of all that were asked are summed. When all
 * fail it abstains as the last did.
 *
 * - State: of the agents. Cost: those that were asked, one after the other; limit each with `withTimeout`.
 *
 * @throws {InvalidOptionsError} an option is wrong, or two agents have one name.
 * @example
 * ```ts
 * import { abstain, defineAgent, ladder } from '@sigmax/agents';
 * const broken = defineAgent({ name: 'model', start: () => () => abstain('failed', 'Status 500.') });
 * const plain = defineAgent({ name: 'plain', start: () => () => ({ score: 0.2, confidence: 0.3, reason: 'Trend.' }) });
 * ladder({ rungs: [broken, plain] }).name; // => 'ladder'
 * ```
 */
export const ladder = (options: LadderOptions): Agent => {
  const { rungs, fallsOn, name } = parseOptions(schema, options, 'ladder');
  requireDistinctNames('ladder', rungs);
  return defineAgent({
    name,
    start: (context) => {
      const running = rungs.map((rung) => rung.start(context));
      const ask = (situation: Situation, call: AgentCall) =>
        nowOrLater(function* () {
          const answers: Answer[] = [];
          for (const [place, rung] of running.entries()) {
            const answer = yield* wait(rung.ask(situation, call));
            answers.push(answer);
            const next = rungs[place + 1];
            const isFailure = answer.type === 'abstention' && fallsOn.includes(answer.code);
            if (!isFailure || next === undefined || call.signal.aborted) break;
            call.emit({ type: 'fell-back', agent: name, from: answer.agent, to: next.name, why: answer.code });
          }
          return fieldsOf(answers);
        });
      return {
        ask,
        observe: (snapshot) => {
          for (const one of running) one.observe(snapshot);
        },
      };
    },
  });
};
