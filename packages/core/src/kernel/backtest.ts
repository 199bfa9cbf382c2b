import { InvalidOptionsError, StrategyContractError } from '../errors';
import { isIterable, type StoredMarket, storedSeries } from '../market/market';
import type { Decision } from '../strategy/decision';
import type { Decide } from '../strategy/strategy';
import type { BotSetup } from './bot';
import { EventFeed, SeriesFeed } from './feed';
import { Lockstep, strategyFailure } from './lockstep';
import { type Moments, PulledMoments, peek, StoredMoments } from './moments';
import type { RunResult } from './run-result';
import { openSession, type Session, type SessionOptions } from './session';
import { act, observe } from './step';

export interface BacktestOptions extends SessionOptions {
  /** Columns of one or more instruments, or any iterable of bars in time order. */
  readonly market: StoredMarket;
}

const moments = (
  session: Session,
  setup: BotSetup,
  market: StoredMarket,
  events: ReturnType<typeof peek>['events'],
): Moments => {
  const series = storedSeries(market);
  if (series !== undefined) return new StoredMoments(session.kernel, new SeriesFeed(session.kernel, series));
  return new PulledMoments(
    new EventFeed(session.kernel, setup.instruments.length > 0),
    events as NonNullable<typeof events>,
  );
};

/** How the strategy is asked in a loop that cannot wait. */
const decider = (setup: BotSetup, session: Session): { decide: Decide; stop(): void } => {
  const { strategy } = setup;
  if (strategy.kind === 'sync') return { decide: startSync(setup, session), stop: () => {} };
  const fail = (error: unknown) => {
    throw error;
  };
  const lockstep = new Lockstep(strategy, session.context, { decided: () => {}, failed: fail });
  const decide: Decide = (snapshot) => {
    const decision: Decision | undefined = lockstep.ask(snapshot);
    if (decision !== undefined) return decision;
    const error = lockstep.lag('backtest cannot wait');
    throw new StrategyContractError({
      code: 'NOT_SYNCHRONOUS',
      message: error.message,
      remedy:
        'When it decides later, use `await lastValueFrom(bot.run({ market, broker }))`, which waits for each decision.',
      context: error.context,
    });
  };
  return { decide, stop: () => lockstep.stop() };
};

/** Begins a sync strategy and checks that it is one. */
export const startSync = (setup: BotSetup, session: Session): Decide => {
  const { strategy } = setup;
  if (strategy.kind !== 'sync') throw new TypeError('startSync needs a sync strategy');
  let decide: unknown;
  try {
    decide = strategy.start(session.context);
  } catch (cause) {
    throw strategyFailure(strategy.name, 0, cause);
  }
  if (typeof decide === 'function') return decide as Decide;
  throw new StrategyContractError({
    code: 'NO_DECIDE',
    message: `Strategy ${strategy.name}: start returned ${typeof decide}.`,
    remedy: 'Return a function from a snapshot to a decision.',
    context: { strategy: strategy.name },
  });
};

/**
 * Runs a bot over stored data in one tight loop.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @throws {DataError} the market is malformed; nothing of the run is returned.
 * @throws {StrategyContractError} the strategy threw, or did not make one valid decision per snapshot.
 */
export const runBacktest = (setup: BotSetup, options: BacktestOptions): RunResult => {
  const { market } = options;
  if (storedSeries(market) === undefined && !isIterable(market)) {
    throw new InvalidOptionsError({
      code: 'INVALID_MARKET',
      message: `backtest: market was ${market === null ? 'null' : typeof market}.`,
      remedy: 'Give a BarSeries, several of them, or an iterable of bars; use bot.run for streams.',
    });
  }
  const { firstId, events } = peek(market);
  try {
    const session = openSession(setup, options, { firstId });
    session.kernel.plan.memory?.restore(session.kernel);
    const source = moments(session, setup, market, events);
    const { decide, stop } = decider(setup, session);
    try {
      loop(session.kernel, source, session.snapshot, decide, setup.strategy.name);
    } finally {
      stop();
    }
    return session.finish();
  } finally {
    // A generator that was not read to its end may hold a file open.
    events?.return?.();
  }
};

const loop = (
  kernel: Session['kernel'],
  source: Moments,
  snapshot: Session['snapshot'],
  decide: Decide,
  name: string,
): void => {
  while (source.next() === 'moment') {
    observe(kernel);
    let decision: Decision;
    try {
      decision = decide(snapshot);
    } catch (cause) {
      throw strategyFailure(name, kernel.state.snapshotCount, cause);
    }
    act(kernel, decision);
  }
};
