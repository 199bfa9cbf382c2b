import { z } from 'zod';
import { InvalidOptionsError, StrategyContractError } from '../errors';
import type { BarSeries } from '../market/bar-series';
import type { Instrument } from '../market/instrument';
import { storedSeries } from '../market/market';
import { parseOptions } from '../options';
import type { Broker } from '../simulation/broker';
import type { Decision } from '../strategy/decision';
import { hold } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import type { Snapshot } from '../strategy/strategy';
import { type BotOptions, botSetup } from './bot';
import { SeriesFeed } from './feed';
import { StoredMoments } from './moments';
import type { RunResult } from './run-result';
import { openSession } from './session';
import { act, observe } from './step';

export interface BacktesterOptions extends Omit<BotOptions, 'strategy'> {
  /** Fills the orders and takes the costs; only stored bars can be opened, so it never sees a live market. */
  readonly broker: Broker;
  /** What decides, as results and digests name it. Defaults to `"policy"`. */
  readonly name?: string;
}

export interface OpenBacktestOptions {
  readonly market: BarSeries | readonly BarSeries[];
  /** As of `bot.backtest`. Defaults to 1. */
  readonly seed?: number;
  /** Keep all events in the result, or only their digest. Defaults to `digest`. */
  readonly log?: 'full' | 'digest';
}

/** A backtest that waits for its caller before every moment and every decision. */
export interface OpenBacktest {
  /** The present moment and the account; a view, valid until `next`. */
  readonly snapshot: Snapshot;
  /** Moves on by one moment: orders may fill, the account is marked. False when the market has ended. */
  next(): boolean;
  /** Decides on the present moment; a moment without a decision is held. */
  decide(decision: Decision): void;
  /** Closes the run; equal to what `bot.backtest` returns for a strategy of that name with the same decisions. */
  finish(): RunResult;
}

/** Opens backtests that are driven from outside, as an environment for learning is. It hands out no broker. */
export interface Backtester {
  /** The instruments that were named; none: what the market holds, as spot. */
  readonly instruments: readonly Instrument[];
  open(options: OpenBacktestOptions): OpenBacktest;
}

const schema = z.looseObject({
  broker: z.custom<Broker>((value) => typeof Reflect.get(Object(value), 'open') === 'function', 'expected a broker'),
  name: z.string().min(1).default('policy'),
});

const misplaced = (name: string, message: string): StrategyContractError =>
  new StrategyContractError({
    code: 'NOT_ONE_DECISION',
    message: `Backtest of ${name}: ${message}.`,
    remedy: 'Call next, then decide at most once, and so on until next is false.',
    context: { strategy: name },
  });

/**
 * Makes backtests that their caller drives moment by moment, over the same kernel, ledger, guards and broker as `bot.backtest`.
 *
 * Use a strategy where you can; this is for programs that must own the loop, such as environments for learning. Opening costs
 * O(1) for series that were opened before and one pass over new ones.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { createBacktester, simulatedMarket, simulatedBroker, target } from '@sigmax/core';
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 3 });
 * const run = createBacktester({ cash: { USDT: 1_000 }, broker }).open({ market });
 * run.next(); // => true
 * run.decide(target('demo:BTC/USDT', 0.5));
 * run.next(); // => true
 * run.snapshot.portfolio.weight('demo:BTC/USDT') > 0.45; // => true
 * ```
 */
export const createBacktester = (options: BacktesterOptions): Backtester => {
  const { broker, name } = parseOptions(schema, options, 'createBacktester');
  const { broker: _broker, name: _name, ...bot } = options;
  // What decides is outside, so the strategy of the set-up only lends its name.
  const setup = botSetup({ ...bot, strategy: defineStrategy({ name, start: () => () => hold })() });
  return {
    instruments: setup.instruments,
    open: ({ market, seed, log }) => {
      const series = storedSeries(market);
      if (series === undefined) {
        throw new InvalidOptionsError({
          code: 'INVALID_MARKET',
          message: 'createBacktester: market was no columns of bars.',
          remedy: 'Give a BarSeries or several of them.',
        });
      }
      const session = openSession(
        setup,
        { market, broker, log: log ?? 'digest', ...(seed === undefined ? {} : { seed }) },
        {},
      );
      const { kernel, snapshot } = session;
      const moments = new StoredMoments(kernel, new SeriesFeed(kernel, series));
      let isDecided = true;
      const decide = (decision: Decision): void => {
        if (isDecided) throw misplaced(name, 'a decision came where none was open');
        isDecided = true;
        act(kernel, decision);
      };
      return {
        snapshot,
        next: () => {
          if (!isDecided) decide(hold);
          if (moments.next() !== 'moment') return false;
          observe(kernel);
          isDecided = false;
          return true;
        },
        decide,
        finish: () => {
          if (!isDecided) decide(hold);
          return session.finish();
        },
      };
    },
  };
};
