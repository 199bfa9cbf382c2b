import { isObservable, type Observable } from 'rxjs';
import { z } from 'zod';
import type { Clock } from '../clock';
import { type Control, checkControl, type TimedControl } from '../control/control';
import { InvalidOptionsError } from '../errors';
import type { Guard } from '../guard/guard';
import { assetIndex } from '../ledger/ledger';
import { type Instrument, spotInstrument } from '../market/instrument';
import { labelOf, type Market, storedSeries } from '../market/market';
import { parseOptions } from '../options';
import { seededRandom } from '../random';
import type { Broker } from '../simulation/broker';
import type { StrategyContext } from '../strategy/strategy';
import type { BotSetup } from './bot';
import type { BotEvent } from './bot-event';
import { canonicalJson } from './canonical-json';
import { EventLog } from './event-log';
import { FinishedRun } from './finished-run';
import { GuardMemory, type StateStore } from './guard-memory';
import { Kernel, toUnits } from './kernel';
import { Recorder } from './recorder';
import type { RunResult } from './run-result';
import { SnapshotView } from './snapshot-view';

/** Money put in (above 0) or taken out (below 0) at the first snapshot not before `timeMs`. */
export interface CashMove {
  readonly timeMs: number;
  readonly asset: string;
  readonly amount: number;
}

/** What `backtest` and `run` have in common. */
export interface SessionOptions {
  readonly broker: Broker;
  /** Fixes every random number of the run. Defaults to 1. */
  readonly seed?: number;
  /** Prefix of order ids; a live bot gives each of its runs another. Defaults to `"run"`. */
  readonly runId?: string;
  /** Keep all events in the result, or only their digest. Defaults to `full`. */
  readonly log?: 'full' | 'digest';
  /** Keep the bars of a stream in the result, for reports: 48 bytes a bar. Defaults to true. */
  readonly keepMarket?: boolean;
  readonly cashMoves?: readonly CashMove[];
  /** What an operator says during the run: kills, pauses, observations. Each between two moments, by its time. */
  readonly controls?: readonly TimedControl[];
  /**
   * Keeps stops and the states of guards beyond the run: a bot that was killed is still killed after a restart, and a loss
   * limit knows yesterday's loss. Live bots want one; a backtest has none, so that it repeats.
   */
  readonly memory?: StateStore;
}

/** What is checked elsewhere stands here too, so that a misspelt option is an error and not a wish unheard. */
const schema = z.strictObject({
  market: z.unknown(),
  decisionTimeoutMs: z
    .number()
    .positive()
    .max(2 ** 31 - 1)
    .optional(),
  clock: z
    .custom<Clock>((value) => typeof Reflect.get(Object(value), 'after') === 'function', 'expected a Clock')
    .optional(),
  broker: z.custom<Broker>(
    (value) => typeof value === 'object' && value !== null && 'open' in value && typeof value.open === 'function',
    'expected a broker, for example simulatedBroker({ ... })',
  ),
  seed: z.int('expected a whole number').default(1),
  runId: z
    .string()
    .regex(/^[\w.-]{1,40}$/, 'expected 1 to 40 letters, digits, dots, dashes or underscores')
    .default('run'),
  log: z.enum(['full', 'digest']).default('full'),
  keepMarket: z.boolean().default(true),
  controls: z
    .union([
      z.array(z.strictObject({ timeMs: z.number(), control: z.custom<Control>(Boolean) })),
      z.custom<Observable<Control>>(isObservable),
    ])
    .default([]),
  memory: z
    .custom<StateStore>(
      (value) => ['read', 'write'].every((method) => typeof Reflect.get(Object(value), method) === 'function'),
      'expected a store with read and write, for example fileStore(path)',
    )
    .optional(),
  cashMoves: z.array(z.strictObject({ timeMs: z.number(), asset: z.string().min(1), amount: z.number() })).default([]),
});

/** One run being prepared, driven and finished; the same for both drivers. */
export interface Session {
  readonly kernel: Kernel;
  readonly snapshot: SnapshotView;
  readonly context: StrategyContext;
  readonly started: BotEvent;
  finish(): RunResult;
}

const declaredInstruments = (setup: BotSetup, market: Market, firstId: string | undefined): readonly Instrument[] => {
  if (setup.instruments.length > 0) return setup.instruments;
  const ids = storedSeries(market)?.map(({ instrumentId }) => instrumentId) ?? (firstId === undefined ? [] : [firstId]);
  if (ids.length > 0) return [...new Set(ids)].map((id) => spotInstrument(id));
  throw new InvalidOptionsError({
    code: 'EMPTY_MARKET',
    message: 'market has no events, so the instruments are not known.',
    remedy: 'Give bars, or name the instruments in createBot({ instruments }).',
  });
};

/** A guard about an instrument that is not traded guards nothing, and somebody believes that it does. */
const requireGuarded = (guards: readonly Guard[], instruments: readonly Instrument[]): void => {
  const ids = instruments.map(({ id }) => id);
  for (const guard of guards) {
    const unknown = guard.instruments?.find((id) => !ids.includes(id));
    if (unknown === undefined) continue;
    throw new InvalidOptionsError({
      code: 'UNKNOWN_INSTRUMENT',
      message: `Guard ${guard.name} is about ${unknown}, which this run does not trade.`,
      remedy: `Use one of ${ids.join(', ')}.`,
      context: { guard: guard.name, instrumentId: unknown },
    });
  }
};

const named = (names: readonly string[], values: Float64Array): Record<string, number | undefined> =>
  Object.fromEntries(names.map((name, index) => [name, values[index]]));

/**
 * Prepares a run. `firstId` is the instrument of the first event when the market is a sequence.
 *
 * @throws {InvalidOptionsError} an option is wrong, or an asset of the account could not be valued.
 */
export const openSession = (
  setup: BotSetup,
  options: Omit<SessionOptions, 'controls'> & { readonly market: Market; readonly controls?: unknown },
  extra: { readonly firstId?: string | undefined; readonly listener?: (event: BotEvent) => void },
): Session => {
  const checked = parseOptions(schema, options, 'run options');
  const { broker, seed, runId, log: keep, keepMarket, cashMoves } = checked;
  const controls = Array.isArray(checked.controls) ? [...checked.controls].sort((a, b) => a.timeMs - b.timeMs) : [];
  for (const { control } of controls) checkControl(control);
  const instruments = declaredInstruments(setup, options.market, extra.firstId);
  const series = storedSeries(options.market);
  const log = new EventLog({ keep: keep === 'full', listener: extra.listener });
  const keepsBarsOf = series === undefined && keepMarket ? instruments.length : 0;
  const snapshots = Math.max(1, ...(series ?? []).map(({ length }) => length));
  const recorder = new Recorder(snapshots, keepsBarsOf, series?.length === 1 ? series[0]?.timeMs : undefined);
  const moves = [...cashMoves].sort((a, b) => a.timeMs - b.timeMs);
  const { strategy, guards, cash, decimals, accounting, reportingAsset, sizing } = setup;
  requireGuarded(guards, instruments);
  const kernel = new Kernel({
    runId,
    instruments,
    guards,
    broker,
    cash,
    decimals,
    accounting,
    reportingAsset,
    sizing,
    log,
    cashMoves: moves,
    controls,
    memory: checked.memory === undefined ? undefined : new GuardMemory(checked.memory),
    recorder,
  });
  // A move that cannot be booked refuses the run here, before it has cost anything.
  for (const { asset } of moves) assetIndex(kernel.state.ledger, asset);
  const guardFacts = guards.map(({ name, options: limits }) => ({ name, options: limits ?? {} }));
  const guardNames = guards.map(({ name }) => name);
  log.header(
    canonicalJson({
      accounting,
      broker: { name: broker.name, options: broker.options },
      cash,
      cashMoves: moves,
      decimals,
      format: 1,
      guards: guardFacts,
      instruments,
      reportingAsset,
      runId,
      seed,
      sizing,
      strategy: { name: strategy.name, params: strategy.params },
    }),
  );
  const random = seededRandom(seed).split('strategy');
  const finish = (): RunResult => {
    const { state } = kernel;
    const columns = recorder.columns();
    const ledger = state.ledger;
    log.footer(
      canonicalJson({
        balances: named(ledger.assets, ledger.balance),
        feesPaid: named(ledger.assets, ledger.feesPaid),
        positions: named(ledger.instrumentIds, ledger.quantity),
        realised: named(ledger.instrumentIds, ledger.realised),
        snapshots: state.snapshotCount,
      }),
    );
    const market = series ?? recorder.series(ledger.instrumentIds, labelOf(options.market));
    const fields = {
      runId,
      seed,
      reportingAsset,
      instruments,
      market,
      ...columns,
      strategy: { name: strategy.name, params: strategy.params },
      guards: guardFacts,
      broker: { name: broker.name, options: broker.options },
      barCount: state.barCount,
      initialEquity: columns.equity[0] ?? cash[reportingAsset] ?? 0,
      finalEquity: columns.equity.at(-1) ?? cash[reportingAsset] ?? 0,
      fillCount: kernel.fills.length,
      deniedCount: state.deniedCount,
      rejectedCount: state.rejectedCount,
      liquidationCount: state.liquidationCount,
      fundingPnl: state.fundingPnl,
      cashMoves: state.cashMoves,
      halt: state.halt,
      stops: state.stops,
      balances: ledger.assets.map((asset) => ({ asset, amount: kernel.portfolio.cash(asset) })),
      positions: ledger.instrumentIds.map((id, index) => ({
        instrumentId: id,
        quantity: toUnits(kernel, index, ledger.quantity[index] as number),
        averagePrice: kernel.portfolio.averagePrice(id),
        realisedPnl: kernel.portfolio.realisedPnl(id),
        unrealisedPnl: kernel.portfolio.unrealisedPnl(id),
      })),
      events: log.events,
      digest: log.digest(),
    };
    return FinishedRun.of(fields, {
      fills: () => kernel.fills.toArray(),
      quoteDigest: () => recorder.quoteDigest(),
    });
  };
  return {
    kernel,
    snapshot: new SnapshotView(kernel),
    context: { instruments, reportingAsset, random },
    started: { type: 'bot-started', runId, seed, strategy: strategy.name, guards: guardNames },
    finish,
  };
};
