import type { Observable } from 'rxjs';
import { z } from 'zod';
import { InvalidOptionsError } from '../errors';
import type { Guard } from '../guard/guard';
import { createLedger } from '../ledger/ledger';
import { checkedInstrument } from '../market/checked-instrument';
import type { Instrument } from '../market/instrument';
import { parseOptions, show } from '../options';
import type { Strategy } from '../strategy/strategy';
import { type BacktestOptions, runBacktest } from './backtest';
import type { BotEvent } from './bot-event';
import { type RunOptions, streamRun } from './run';
import type { RunResult } from './run-result';
import type { SizingOptions } from './sizing';
import { valuationSteps } from './valuation';

export interface BotOptions {
  readonly strategy: Strategy;
  /** Rules in the path of every order, asked in this order. Defaults to none. */
  readonly guards?: readonly Guard[];
  /** Starting balances, for example `{ USDT: 10_000 }`. */
  readonly cash: Readonly<Record<string, number>>;
  /**
   * What the bot trades: ids, or instruments with their venue's steps and minimums. Left out: what the stored bars hold,
   * or the one instrument of the stream.
   */
  readonly instruments?: readonly (string | Instrument)[];
  /** Asset in which equity is counted. Defaults to the only asset of `cash`. */
  readonly reportingAsset?: string;
  readonly sizing?: Partial<SizingOptions>;
  /** Decimals of an asset's smallest step, where 8 does not fit. */
  readonly decimals?: Readonly<Record<string, number>>;
  /** How closed units are costed. Defaults to `average`. */
  readonly accounting?: 'average' | 'fifo';
}

/** Checked options of a bot. */
export interface BotSetup {
  readonly strategy: Strategy;
  readonly guards: readonly Guard[];
  readonly cash: Readonly<Record<string, number>>;
  readonly instruments: readonly Instrument[];
  readonly reportingAsset: string;
  readonly sizing: SizingOptions;
  readonly decimals: Readonly<Record<string, number>> | undefined;
  readonly accounting: 'average' | 'fifo';
}

/** A strategy with its guards and its money. It trades nothing until it is given a market and a broker. */
export interface Bot {
  /** Runs over stored data in one tight loop and returns the result. */
  backtest(options: BacktestOptions): RunResult;
  /** A cold stream: subscribing starts the bot, unsubscribing stops it. For streams, paper and live. */
  run(options: RunOptions): Observable<BotEvent>;
}

const has = (value: unknown, field: string): boolean => typeof Reflect.get(Object(value), field) === 'function';

const isName = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

const schema = z.strictObject({
  strategy: z.custom<Strategy>(
    (value) => has(value, 'start') && ['sync', 'stream'].includes(String(Reflect.get(Object(value), 'kind'))),
    'expected a strategy; a factory of defineStrategy must be called, for example trend({ fast: 10 })',
  ),
  guards: z
    .array(
      z.custom<Guard>(
        (value) =>
          isName(Reflect.get(Object(value), 'name')) &&
          ['check', 'update', 'intervene'].some((method) => has(value, method)),
        'expected a guard with a name and check, update or intervene',
      ),
    )
    .default([]),
  cash: z
    .record(z.string().min(1), z.number().nonnegative())
    .refine((cash) => Object.keys(cash).length > 0, 'expected at least one asset'),
  instruments: z
    .array(
      z.custom<string | Instrument>(
        (value) => typeof value === 'string' || typeof Reflect.get(Object(value), 'id') === 'string',
        'expected an id, spotInstrument(...) or perpetualInstrument(...)',
      ),
    )
    .default([]),
  reportingAsset: z.string().min(1).optional(),
  sizing: z
    .strictObject({
      rebalanceBand: z.number().min(0).lt(1).default(0.02),
      cashReserve: z.number().min(0).lt(1).default(0.01),
    })
    .prefault({}),
  decimals: z.record(z.string(), z.int().min(0).max(12)).optional(),
  accounting: z.enum(['average', 'fifo']).default('average'),
});

const reportingAssetOf = (cash: Readonly<Record<string, number>>, chosen: string | undefined): string => {
  const [only, ...others] = Object.keys(cash);
  if (chosen !== undefined) return chosen;
  if (only !== undefined && others.length === 0) return only;
  throw new InvalidOptionsError({
    code: 'NO_REPORTING_ASSET',
    message: `createBot: cash holds ${Object.keys(cash).join(', ')} and reportingAsset was undefined.`,
    remedy: `Say in which asset equity is counted, for example reportingAsset: "${only}".`,
  });
};

const requireDistinct = (code: string, what: string, names: readonly string[], remedy: string): void => {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new InvalidOptionsError({
    code,
    message: `createBot: two ${what} ${show(twice)}.`,
    remedy,
    context: { twice },
  });
};

const requireAssets = (decimals: Readonly<Record<string, number>>, assets: readonly string[]): void => {
  for (const [asset, value] of Object.entries(decimals)) {
    if (assets.includes(asset)) continue;
    throw new InvalidOptionsError({
      code: 'INVALID_DECIMALS',
      message: `createBot: decimals.${asset} was ${value}.`,
      remedy: `The bot has no such asset; it has ${assets.join(', ')}.`,
      context: { asset, decimals: value },
    });
  }
};

/** Who else says things under a name; a guard that shared it could be re-armed in the other's stead. */
const reserved = ['operator', 'memory', 'sizing', 'strategy'];

const requireOwnName = ({ name }: Guard): void => {
  if (!reserved.includes(name)) return;
  throw new InvalidOptionsError({
    code: 'RESERVED_NAME',
    message: `createBot: a guard is named ${show(name)}.`,
    remedy: `Name it otherwise; ${reserved.join(', ')} have a meaning of their own in events.`,
    context: { guard: name },
  });
};

const requirePlainState = ({ name, initial }: Guard): void => {
  try {
    structuredClone(initial);
  } catch (cause) {
    throw new InvalidOptionsError({
      code: 'INVALID_GUARD_STATE',
      message: `createBot: guard ${show(name)}: initial was ${show(initial)}.`,
      remedy: 'Give plain data that structuredClone can copy; every run begins with a copy.',
      context: { guard: name },
      cause,
    });
  }
};

/** Checked options of a bot; `createBot` says what may be wrong with them. */
export const botSetup = (options: BotOptions): BotSetup => {
  const checked = parseOptions(schema, options, 'createBot');
  const { strategy, guards, cash, sizing, decimals, accounting } = checked;
  const instruments = checked.instruments.map(checkedInstrument);
  const reportingAsset = reportingAssetOf(cash, checked.reportingAsset);
  requireDistinct(
    'DUPLICATE_INSTRUMENT',
    'instruments are',
    instruments.map(({ id }) => id),
    'Name each instrument once.',
  );
  const { assets } = createLedger({ instruments, cash, decimals, accounting });
  if (instruments.length > 0) {
    valuationSteps(instruments, assets, reportingAsset);
    requireAssets(decimals ?? {}, assets);
  }
  requireDistinct(
    'DUPLICATE_GUARD',
    'guards are named',
    guards.map(({ name }) => name),
    'Give each guard a name of its own, so that a denial says which one it was.',
  );
  guards.forEach(requireOwnName);
  guards.forEach(requirePlainState);
  return { strategy, guards, cash, instruments, reportingAsset, sizing, decimals, accounting };
};

/**
 * Assembles a bot: a strategy, guards and money. The same bot backtests, runs on paper and trades live.
 *
 * Everything is checked here; a run cannot fail on an option of the bot.
 *
 * @throws {InvalidOptionsError} names every wrong field with its value and what was expected.
 * @example
 * ```ts
 * import { createBot, defineStrategy, simulatedBroker, simulatedMarket, target } from '@sigmax/core';
 * const half = defineStrategy({ name: 'half', start: () => ({ bar }) => target(bar.instrumentId, 0.5) });
 * const bot = createBot({ strategy: half(), cash: { USDT: 10_000 } });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 100 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * bot.backtest({ market, broker }).fills[0]?.side; // => 'buy'
 * ```
 */
export const createBot = (options: BotOptions): Bot => {
  const setup = botSetup(options);
  return {
    backtest: (run) => runBacktest(setup, run),
    run: (run) => streamRun(setup, run),
  };
};
