import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { agentSchema, requireDistinctNames } from '../combine/members';
import { nowOrLater, wait } from '../now-or-later';
import type { Agent } from '../opinion/agent';
import { sumOfCosts } from '../opinion/cost';
import { type AnswerFields, defineAgent } from '../opinion/define-agent';

export interface BoundedModifierOptions {
  /** Decides. Deterministic, and reads nothing that others write. */
  readonly base: Agent;
  /** Moves what the base says, by a little. A language model, say. */
  readonly modifier: Agent;
  /** Most that score × confidence is moved by, up or down. Money: no default. */
  readonly maximumShift: number;
  /** Most that the shift may change from one moment to the next. Defaults to `maximumShift`: half of its range. */
  readonly maximumStep?: number | undefined;
  /** Defaults to `"bounded-modifier"`. */
  readonly name?: string | undefined;
}

const schema = z.strictObject({
  base: agentSchema(),
  modifier: agentSchema(),
  maximumShift: z.number().min(0).max(1),
  maximumStep: z.number().positive().max(2).optional(),
  name: z.string().default('bounded-modifier'),
});

/** A number between two others; what is none is the lower one. */
const within = (value: number, low: number, high: number): number => (value >= low ? Math.min(value, high) : low);

/**
 * Makes an agent of one that decides and one that may only nudge it.
 *
 * With s = score × confidence: s = clip(s_base + shift, −1, 1), shift = clip(s_modifier, −1, 1) × maximumShift, and the shift moves by at
 * most `maximumStep` a moment. Whatever the modifier was told to say, the result is within `maximumShift` of the base. A base without
 * an opinion has none; a modifier without one, or one that fails, shifts by nothing.
 *
 * - State: the last shift, by moment. Cost: both agents.
 * - Source of the idea: Anic et al. 2025 (arXiv 2510.26228): a model that conditions a deterministic signal.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range, or both agents have one name.
 * @example
 * ```ts
 * import { defineAgent } from '@sigmax/agents';
 * import { boundedModifier } from '@sigmax/agents/security';
 * const trend = defineAgent({ name: 'trend', start: () => () => ({ score: 1, confidence: 0.5, reason: 'Up.' }) });
 * const model = defineAgent({ name: 'model', start: () => () => ({ score: -1, confidence: 1, reason: 'Obeys a headline.' }) });
 * boundedModifier({ base: trend, modifier: model, maximumShift: 0.1 }).name; // => 'bounded-modifier'
 * ```
 */
export const boundedModifier = (options: BoundedModifierOptions): Agent => {
  const settings = parseOptions(schema, options, 'boundedModifier');
  const { base, modifier, maximumShift, maximumStep = maximumShift, name } = settings;
  requireDistinctNames('boundedModifier', [base, modifier]);
  return defineAgent({
    name,
    start: (context) => {
      const [deciding, nudging] = [base.start(context), modifier.start(context)];
      let before = 0;
      let current: { readonly timeMs: number; readonly shift: number } | undefined;
      return {
        observe: (snapshot) => {
          deciding.observe(snapshot);
          nudging.observe(snapshot);
          if (current !== undefined && current.timeMs < snapshot.timeMs) before = current.shift;
        },
        ask: (situation, call) =>
          nowOrLater(function* (): Generator<unknown, AnswerFields, unknown> {
            const answer = yield* wait(deciding.ask(situation, call));
            const nudge = yield* wait(nudging.ask(situation, call));
            const shared = {
              cost: sumOfCosts([answer.cost, nudge.cost]),
              evidence: [...new Set([...answer.evidence, ...nudge.evidence])],
              model: nudge.model,
              isDegraded: answer.isDegraded || nudge.type === 'abstention',
            };
            if (answer.type === 'abstention') return { ...shared, abstain: answer.code, reason: answer.reason };
            const wanted = nudge.type === 'opinion' ? within(nudge.score * nudge.confidence, -1, 1) * maximumShift : 0;
            const shift = within(wanted, before - maximumStep, before + maximumStep);
            current = { timeMs: situation.timeMs, shift };
            const strength = within(answer.score * answer.confidence + shift, -1, 1);
            const said = nudge.type === 'opinion' ? 'shifts it' : `says nothing (${nudge.code}), so that the shift is`;
            return {
              ...shared,
              score: Math.sign(strength),
              confidence: Math.abs(strength),
              horizonMs: answer.horizonMs,
              reason: `${answer.agent}: ${answer.reason} ${nudge.agent} ${said} ${shift.toFixed(3)}.`,
            };
          }),
      };
    },
  });
};
