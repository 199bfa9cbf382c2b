import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { agentSchema } from '../../combine/members';
import type { Agent, Situation } from '../../opinion/agent';
import type { Opinion } from '../../opinion/answer';
import { aroundAgent } from '../../opinion/around-agent';
import type { AnswerFields } from '../../opinion/define-agent';

/** What a size is computed from. */
export interface SizeQuestion {
  readonly opinion: Opinion;
  readonly situation: Situation;
  readonly currentWeight: number;
}

/**
 * Computes how much of the account an opinion is worth.
 *
 * An implementer gives a weight, a fraction of equity, negative for short, or `undefined` when it cannot know one; the same question gives
 * the same weight. `fractionalKellyWeight` of `@sigmax/risk` or an allocation of `@sigmax/quantum-sim` fit in one line.
 */
export interface PositionSizer {
  readonly name: string;
  weight(question: SizeQuestion): number | undefined;
}

export interface SizedOptions {
  readonly agent: Agent;
  readonly sizer: PositionSizer;
  /** The `maximumWeight` of the strategy: a size of this is a score of 1. Larger sizes are cut to it. */
  readonly maximumWeight: number;
  /** Defaults to `"optimiser"`. */
  readonly name?: string | undefined;
}

const schema = z.strictObject({
  agent: agentSchema(),
  sizer: z.custom<PositionSizer>((value) => typeof Reflect.get(Object(value), 'weight') === 'function', 'a sizer'),
  maximumWeight: z.number().positive().max(1),
  name: z.string().default('optimiser'),
});

const fieldsOf = (
  { opinion, situation, currentWeight }: SizeQuestion,
  settings: z.output<typeof schema>,
): AnswerFields => {
  const { sizer, maximumWeight } = settings;
  const { evidence, cost, model, isDegraded, horizonMs } = opinion;
  const shared = { evidence, cost, model, isDegraded };
  const weight = sizer.weight({ opinion, situation, currentWeight });
  if (weight === undefined || !Number.isFinite(weight)) {
    return { ...shared, abstain: 'no-data', reason: `${sizer.name} knows no size. ${opinion.reason}` };
  }
  if (weight * opinion.score < 0) {
    return { ...shared, abstain: 'unsafe', reason: `${sizer.name} turned the side. ${opinion.reason}` };
  }
  const score = Math.max(-1, Math.min(1, weight / maximumWeight));
  return { ...shared, score, confidence: 1, horizonMs, reason: `${sizer.name}. ${opinion.reason}` };
};

/**
 * Makes an agent whose opinion is a size: `agentStrategy` with the same `maximumWeight` holds exactly the weight of the sizer.
 *
 * score = weight / maximumWeight, cut to −1…1, with confidence 1. The sizer decides how much, never to which side.
 *
 * - State: of the agent. Cost: that of agent and sizer.
 * - Abstains: as the agent does; `no-data` when the sizer knows none, `unsafe` when it turned the side, `failed` when it threw.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { defineAgent, sized } from '@sigmax/agents';
 * const bull = defineAgent({ name: 'bull', start: () => () => ({ score: 0.6, confidence: 0.5, reason: 'Up.' }) });
 * const halfKelly = {
 *   name: 'half Kelly',
 *   weight: ({ opinion }: { opinion: { score: number; confidence: number } }) => 0.5 * opinion.score * opinion.confidence,
 * };
 * sized({ agent: bull, sizer: halfKelly, maximumWeight: 0.5 }).name; // => 'optimiser'
 * ```
 */
export const sized = (options: SizedOptions): Agent => {
  const settings = parseOptions(schema, options, 'sized');
  return aroundAgent(settings.name, settings.agent, () => ({
    change: (opinion, situation) => {
      const currentWeight = situation.snapshot.portfolio.weight(situation.instrumentId);
      return fieldsOf({ opinion, situation, currentWeight }, settings);
    },
  }));
};
