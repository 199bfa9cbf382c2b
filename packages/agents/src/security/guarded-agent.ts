import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { agentSchema } from '../combine/members';
import { nowOrLater, wait } from '../now-or-later';
import type { Agent, Situation } from '../opinion/agent';
import { type AnswerFields, defineAgent } from '../opinion/define-agent';
import type { Evidence } from '../opinion/evidence';
import { newsKinds } from './news/news-kinds';
import type { NewsContext, NewsJudgement } from './news/news-validator';
import { type PromptGuard, promptGuard } from './prompt-guard';

export interface GuardedAgentOptions {
  readonly agent: Agent;
  /** Defaults to `promptGuard()`. */
  readonly guard?: PromptGuard | undefined;
  /** Judges the evidence of the kinds `news` and `social`, as `newsValidator` does; what is not usable is not shown. Defaults to none. */
  readonly news?: ((items: readonly Evidence[], context: NewsContext) => readonly NewsJudgement[]) | undefined;
  /** Defaults to `"guarded "` and the agent's name. */
  readonly name?: string | undefined;
}

const isFunction = (value: unknown): boolean => typeof value === 'function';

const schema = z.strictObject({
  agent: agentSchema(),
  guard: z
    .custom<PromptGuard>((value) => typeof Reflect.get(Object(value), 'evidence') === 'function', 'expected a guard')
    .optional(),
  news: z.custom<NonNullable<GuardedAgentOptions['news']>>(isFunction, 'expected a function').optional(),
  name: z.string().optional(),
});

/**
 * Puts a prompt guard and a judge of news between the evidence and an agent.
 *
 * The agent sees what is left; what others said in earlier rounds goes through the guard too. Confidence is multiplied by the part of the
 * evidence that was shown, so that hiding evidence never makes it surer; with evidence and none of it left, it abstains with `unsafe`.
 * Secrets are taken out of its reason.
 *
 * - State: the agent's. Cost: linear in the texts besides the agent's.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { defineAgent } from '@sigmax/agents';
 * import { guardedAgent } from '@sigmax/agents/security';
 * const reader = defineAgent({ name: 'reader', start: () => () => ({ score: 1, confidence: 1, reason: 'Read.' }) });
 * guardedAgent({ agent: reader }).name; // => 'guarded reader'
 * ```
 */
export const guardedAgent = (options: GuardedAgentOptions): Agent => {
  const { agent, guard = promptGuard(), news, name } = parseOptions(schema, options, 'guardedAgent');
  const usable = ({ evidence, timeMs, snapshot, instrumentId }: Situation): readonly Evidence[] => {
    if (news === undefined) return evidence;
    const isNews = ({ kind }: Evidence): boolean => newsKinds.includes(kind);
    const price = snapshot.barOf(instrumentId)?.close;
    const judged = news(evidence.filter(isNews), { timeMs, price });
    const dropped = new Set(judged.filter(({ isUsable }) => !isUsable).map(({ item }) => item));
    return evidence.filter((item) => !dropped.has(item));
  };
  return defineAgent({
    name: name ?? `guarded ${agent.name}`,
    start: (context) => {
      const running = agent.start(context);
      return {
        observe: (snapshot) => running.observe(snapshot),
        ask: (situation, call) =>
          nowOrLater(function* (): Generator<unknown, AnswerFields, unknown> {
            const { shown } = guard.evidence(usable(situation));
            const all = situation.evidence.length;
            if (all > 0 && shown.length === 0)
              return { abstain: 'unsafe', reason: `None of ${all} items could be shown.` };
            const heard = situation.heard.map((answer) => ({ ...answer, reason: guard.clean(answer.reason) }));
            const answer = yield* wait(running.ask({ ...situation, evidence: shown, heard }, call));
            const { cost, model, isDegraded } = answer;
            const shared = { cost, model, isDegraded, evidence: answer.evidence, reason: guard.clean(answer.reason) };
            if (answer.type === 'abstention') return { ...shared, abstain: answer.code };
            const part = all === 0 ? 1 : shown.length / all;
            const { score, horizonMs } = answer;
            return { ...shared, score, horizonMs, confidence: answer.confidence * part };
          }),
      };
    },
  });
};
