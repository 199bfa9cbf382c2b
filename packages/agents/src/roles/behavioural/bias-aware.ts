import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { agentSchema } from '../../combine/members';
import type { Agent } from '../../opinion/agent';
import { aroundAgent } from '../../opinion/around-agent';
import { type DecisionBiases, trackBiases } from './track-biases';

export interface BiasAwareOptions {
  readonly agent: Agent;
  /** Closes over which a rise before a purchase counts as chasing. */
  readonly lookbackBars: number;
  /** Fewer trades than this show nothing. */
  readonly minimumTrades: number;
  /** Share of purchases after a rise, or below the mean price paid, above which purchases of that sort count less. */
  readonly maximumShare: number;
  /** PGR / PLR above which sales at a gain count less. */
  readonly maximumDisposition: number;
  /** Part of the confidence that is taken for each bias, 0 to 1. */
  readonly penalty: number;
  /** Defaults to `"behavioural"`. */
  readonly name?: string | undefined;
}

const part = z.number().min(0).max(1);

const schema = z.strictObject({
  agent: agentSchema(),
  lookbackBars: z.int().positive().max(10_000),
  minimumTrades: z.int().positive(),
  maximumShare: part,
  maximumDisposition: z.number().positive(),
  penalty: part,
  name: z.string().default('behavioural'),
});

type Settings = z.output<typeof schema>;

const isAbove = (value: number | undefined, limit: number): boolean => value !== undefined && value > limit;

/** The biases that an opinion would go on with. */
const repeated = (score: number, biases: DecisionBiases, settings: Settings): readonly string[] => {
  const { minimumTrades, maximumShare, maximumDisposition } = settings;
  const { purchases, sales, now } = biases;
  const found: string[] = [];
  if (score > 0 && purchases >= minimumTrades) {
    if (now.isRisen && isAbove(biases.chasedShare, maximumShare)) found.push('chasing');
    if (now.isLosing && isAbove(biases.averagedDownShare, maximumShare)) found.push('averaging down');
  }
  if (score < 0 && sales >= minimumTrades && now.isGaining && isAbove(biases.disposition.ratio, maximumDisposition)) {
    found.push('disposition effect');
  }
  return found;
};

/**
 * Makes an agent that watches what the bot has done, and trusts itself less where it would repeat a bias.
 *
 * From changes of the position it counts purchases after a rise (chasing), purchases below the mean price paid (averaging down), and
 * sales at a gain against sales at a loss (disposition effect; Odean 1998). confidence × (1 − penalty) for each bias that the opinion would
 * go on with. The score stays, and nothing raises the confidence.
 *
 * - State: `lookbackBars` closes and the counts. Cost: O(1) a bar. Abstains: as the agent does.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { biasAware, defineAgent } from '@sigmax/agents';
 * const bull = defineAgent({ name: 'bull', start: () => () => ({ score: 1, confidence: 1, reason: 'Up.' }) });
 * const limits = { lookbackBars: 10, minimumTrades: 5, maximumShare: 0.8, maximumDisposition: 1.5, penalty: 0.5 };
 * biasAware({ agent: bull, ...limits }).name; // => 'behavioural'
 * ```
 */
export const biasAware = (options: BiasAwareOptions): Agent => {
  const settings = parseOptions(schema, options, 'biasAware');
  const { agent, lookbackBars, penalty, name } = settings;
  return aroundAgent(name, agent, ({ instrumentId }) => {
    const tracker = trackBiases(instrumentId, lookbackBars);
    return {
      observe: tracker.observe,
      change: ({ score, confidence, horizonMs, reason, evidence, cost, model, isDegraded }) => {
        const found = repeated(score, tracker.biases(), settings);
        const why = found.length === 0 ? '' : `Lowered for: ${found.join(', ')}. `;
        const lowered = confidence * (1 - penalty) ** found.length;
        const shared = { evidence, cost, model, isDegraded };
        return { ...shared, score, horizonMs, confidence: lowered, reason: `${why}${reason}` };
      },
    };
  });
};
