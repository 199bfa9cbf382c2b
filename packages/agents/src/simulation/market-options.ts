import { parseOptions, type Timeframe, timeframeMs } from '@sigmax/core';
import { z } from 'zod';
import { defaultPersonas, type Persona } from './investors/persona';
import type { NetworkShape } from './network/social-network';

export interface BehaviouralMarketOptions {
  /** A whole number. The same seed and options give the same bytes, on every engine. */
  readonly seed: number;
  /** How many, 50 to 100,000; with fewer than about 200 the book is often empty and prices stand still. */
  readonly investors: number;
  readonly bars: number;
  /** Defaults to `demo:SIM/USDT`. */
  readonly instrumentId?: string;
  /** Length of a bar; all rates are a bar's. Defaults to `'1d'`. */
  readonly timeframe?: Timeframe;
  /** Open of the first bar. Defaults to 1 January 2024, 1704067200000. */
  readonly startMs?: number;
  /** First price. Defaults to 100. */
  readonly price?: number;
  /** Defaults to `defaultPersonas`. */
  readonly personas?: readonly Persona[];
  /** Defaults to a small world of 10 neighbours, a tenth of the ties rewired. */
  readonly network?: NetworkShape;
  /** Bars before the first one that is shown, in which the market finds itself. Defaults to 250. */
  readonly warmUpBars?: number;
}

/** Options after checking. */
export interface MarketSettings {
  readonly seed: number;
  readonly investors: number;
  readonly bars: number;
  readonly instrumentId: string;
  readonly barMs: number;
  readonly startMs: number;
  readonly price: number;
  readonly personas: readonly Persona[];
  readonly network: NetworkShape;
  readonly warmUpBars: number;
}

const share = z.number().min(0).max(1);

const persona = z.strictObject({
  name: z.string().min(1).max(64),
  share: z.number().positive(),
  biases: z.strictObject({
    disposition: share,
    herding: z.number().min(-1).max(1),
    anchoring: share,
    overconfidence: share,
    lossAversion: share,
    recency: share,
  }),
  value: z.number().min(0).max(10),
  trend: z.number().min(-10).max(10),
  noise: z.number().min(0).max(10),
  activity: z.number().gt(0).max(1),
  wealth: z.number().positive().max(1_000),
});

const schema = z.strictObject({
  seed: z.int(),
  investors: z.int().min(50).max(100_000),
  bars: z.int().min(1).max(100_000),
  instrumentId: z.string().min(1).default('demo:SIM/USDT'),
  timeframe: z.string().default('1d'),
  startMs: z.int().min(0).max(4_102_444_800_000).default(1_704_067_200_000),
  price: z.number().min(0.000001).max(1_000_000).default(100),
  personas: z
    .array(persona)
    .min(1)
    .max(64)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'expected every name once')
    .optional(),
  network: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('small-world'), neighbours: z.int().min(2).max(1_000), rewiring: share }),
      z.strictObject({ type: z.literal('scale-free'), links: z.int().min(1).max(8) }),
      z.strictObject({ type: z.literal('none') }),
    ])
    .default({ type: 'small-world', neighbours: 10, rewiring: 0.1 }),
  warmUpBars: z.int().min(0).max(10_000).default(250),
});

/** @throws {InvalidOptionsError} an option is wrong or unknown */
export const readMarketOptions = (options: BehaviouralMarketOptions): MarketSettings => {
  const { timeframe, personas = defaultPersonas, ...rest } = parseOptions(schema, options, 'behaviouralMarket');
  return { ...rest, personas, barMs: timeframeMs(timeframe as Timeframe) };
};
