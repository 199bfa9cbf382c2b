import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Agent } from '../../opinion/agent';
import { abstain, defineAgent } from '../../opinion/define-agent';
import { fundamentalFacts } from './fundamental-facts';
import { type FundamentalRatios, fundamentalRatios } from './fundamental-ratios';

/** What a ratio is held against: the score is 1 at `good`, −1 at `bad`, and straight between them. */
export interface RatioBand {
  readonly good: number;
  readonly bad: number;
  readonly weight: number;
}

export type RatioName = Exclude<keyof FundamentalRatios, 'valueToMetcalfe' | 'velocity'>;

export interface FundamentalAgentOptions {
  /** Facts that are older than this are none. */
  readonly maximumAgeMs: number;
  /** Fewer ratios than this are no opinion. */
  readonly minimumRatios: number;
  readonly horizonMs: number;
  /** Confidence when every ratio is known; with fewer it is that share of it. */
  readonly maximumConfidence: number;
  /** Defaults to {@link defaultRatioBands}. */
  readonly bands?: Readonly<Partial<Record<RatioName, RatioBand>>> | undefined;
  /** Defaults to `"fundamental"`. */
  readonly name?: string | undefined;
}

/**
 * Bands of rules of thumb, not estimates: nothing says that they earn money. P/F 30 to 200, P/S 10 to 50, MC/TVL 1.5 to 10, NVT 20 to 100,
 * circulating share 80 % to 50 %, growth of the value locked 20 % to −10 %.
 */
export const defaultRatioBands: Readonly<Record<RatioName, RatioBand>> = Object.freeze({
  priceToFees: { good: 30, bad: 200, weight: 1 },
  priceToSales: { good: 10, bad: 50, weight: 1 },
  marketValueToLocked: { good: 1.5, bad: 10, weight: 1 },
  nvt: { good: 20, bad: 100, weight: 1 },
  circulatingShare: { good: 0.8, bad: 0.5, weight: 1 },
  lockedGrowth: { good: 0.2, bad: -0.1, weight: 1 },
});

const schema = z.strictObject({
  maximumAgeMs: z.number().positive(),
  minimumRatios: z.int().positive(),
  horizonMs: z.number().positive(),
  maximumConfidence: z.number().min(0).max(1),
  bands: z
    .record(
      z.string(),
      z
        .strictObject({ good: z.number(), bad: z.number(), weight: z.number().positive().max(1e6) })
        .refine(({ good, bad }) => good !== bad, 'expected good and bad to differ'),
    )
    .optional(),
  name: z.string().default('fundamental'),
});

const scoreIn = ({ good, bad }: RatioBand, value: number): number =>
  Math.max(-1, Math.min(1, (2 * value - good - bad) / (good - bad)));

const shown = (value: number): string => String(Number(value.toPrecision(4)));

/**
 * Makes an agent that judges what an asset is worth by ratios of what was known of it.
 *
 * score = Σ weight × score of a ratio / Σ weight; confidence = maximumConfidence × known ratios / all ratios of the bands. The reason
 * ends with the hash of the facts (see `fundamentalFacts`), and the evidence names where they come from.
 *
 * - Units: ms. State: none.
 * - Abstains: `no-data` with fewer than `minimumRatios` ratios, `stale-data` when a fact is older than `maximumAgeMs`.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { fundamentalAgent } from '@sigmax/agents';
 * const week = 604_800_000;
 * fundamentalAgent({ maximumAgeMs: week, minimumRatios: 2, horizonMs: week, maximumConfidence: 0.6 }).name; // => 'fundamental'
 * ```
 */
export const fundamentalAgent = (options: FundamentalAgentOptions): Agent => {
  const settings = parseOptions(schema, options, 'fundamentalAgent');
  const { maximumAgeMs, minimumRatios, horizonMs, maximumConfidence, name } = settings;
  const bands = Object.entries((settings.bands ?? defaultRatioBands) as Readonly<Record<RatioName, RatioBand>>);
  return defineAgent({
    name,
    start:
      ({ instrumentId }) =>
      ({ evidence, timeMs }) => {
        const facts = fundamentalFacts(evidence, instrumentId, timeMs);
        const ratios = fundamentalRatios(facts);
        const known = bands.flatMap(([ratio, band]) => {
          const value = ratios[ratio as RatioName];
          return value === undefined ? [] : [{ ratio, band, value }];
        });
        if (known.length < minimumRatios) {
          return abstain(
            'no-data',
            `${known.length} of ${bands.length} ratios are known; ${minimumRatios} are needed.`,
          );
        }
        if (!(timeMs - (facts.oldestMs ?? 0) <= maximumAgeMs)) {
          return abstain('stale-data', `The oldest fact is older than ${maximumAgeMs} ms.`);
        }
        const weights = known.reduce((sum, { band }) => sum + band.weight, 0);
        const score = known.reduce((sum, { band, value }) => sum + band.weight * scoreIn(band, value), 0) / weights;
        const list = known.map(({ ratio, value }) => `${ratio} ${shown(value)}`).join(', ');
        return {
          score,
          confidence: (maximumConfidence * known.length) / bands.length,
          horizonMs,
          evidence: facts.evidence,
          reason: `Ratios: ${list}. Facts ${facts.hash}.`,
        };
      },
  });
};
