import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { concatMap, from, lastValueFrom, map, mergeMap, type Observable, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Bar } from '../market/bar';
import { type BarSeries, barSeries } from '../market/bar-series';
import type { Market, StoredMarket } from '../market/market';
import { seededRandom } from '../random';
import type { Decision } from '../strategy/decision';
import type { Snapshot, Strategy, StrategyContext, SyncStrategy } from '../strategy/strategy';
import { createBot } from './bot';
import type { BotEvent } from './bot-event';
import { type GoldenRun, goldenDigests, goldenResult, goldenRuns } from './golden-runs.test-helper';
import type { RunResult } from './run-result';

const random = seededRandom(99);
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

const columnsOf = (bars: readonly Bar[]): BarSeries[] =>
  [...new Set(bars.map(({ instrumentId }) => instrumentId))].map((instrumentId) => {
    const own = bars.filter((bar) => bar.instrumentId === instrumentId);
    const column = (field: 'timeMs' | 'open' | 'high' | 'low' | 'close' | 'volume') =>
      Float64Array.from(own, (bar) => bar[field]);
    return barSeries({
      instrumentId,
      timeframeMs: 60_000,
      timeMs: column('timeMs'),
      open: column('open'),
      high: column('high'),
      low: column('low'),
      close: column('close'),
      volume: column('volume'),
    });
  });

const stored: Record<string, (bars: readonly Bar[]) => StoredMarket> = {
  columns: columnsOf,
  'an array': (bars) => [...bars],
  'a generator': function* (bars) {
    yield* bars;
  },
};

/** Sends bars in bursts of any size, with time between them. */
const timed = (bars: readonly Bar[]): Observable<Bar> => {
  const source = new Subject<Bar>();
  const send = async () => {
    for (let at = 0; at < bars.length; ) {
      const burst = 1 + random.integer(60);
      for (const bar of bars.slice(at, at + burst)) source.next(bar);
      at += burst;
      await pause(random.integer(2));
    }
    source.complete();
  };
  queueMicrotask(() => void send());
  return source;
};

const streamed: Record<string, (bars: readonly Bar[]) => Market> = {
  ...stored,
  'an async generator': async function* (bars) {
    for (const [index, bar] of bars.entries()) {
      if (index % 50 === 0) await pause(0);
      yield bar;
    }
  },
  'an observable': (bars) => from(bars),
  'an observable in time': timed,
};

/** The same strategy as a stream: the decisions of `decide`, passed on as `answer` likes. */
const asStream = (
  { name, params, start }: SyncStrategy,
  answer: (decide: (snapshot: Snapshot) => Decision) => (source: Observable<Snapshot>) => Observable<Decision>,
): Strategy => ({ kind: 'stream', name, params, start: (context: StrategyContext) => answer(start(context)) });

const inTime = (strategy: SyncStrategy): Record<string, Strategy> => ({
  'a promise': asStream(strategy, (decide) => mergeMap(async (snapshot) => decide(snapshot))),
  'now a promise, now none': asStream(strategy, (decide) =>
    concatMap((snapshot, index) =>
      index % 3 === 0 ? Promise.resolve().then(() => decide(snapshot)) : [decide(snapshot)],
    ),
  ),
  // The snapshot is read only after the wait: the engine must have kept it as it was.
  'a promise after a while': asStream(strategy, (decide) =>
    mergeMap(async (snapshot) => {
      if (random.integer(25) === 0) await pause(random.integer(3));
      return decide(snapshot);
    }),
  ),
});

const atOnce = (strategy: SyncStrategy): Record<string, Strategy> => ({
  'a function': strategy,
  'a stream': asStream(strategy, (decide) => map(decide)),
});

const runOf = async ({ settings, options }: GoldenRun, strategy: Strategy, market: Market): Promise<RunResult> => {
  const event: BotEvent = await lastValueFrom(createBot({ ...settings, strategy }).run({ market, ...options }));
  if (event.type !== 'bot-finished') throw new Error(`ended with ${event.type}`);
  return event.result;
};

describe.each(Object.entries(goldenRuns))('%s', (_name, golden) => {
  const { bars, strategy, settings, options } = golden;
  const botOf = (one: Strategy) => createBot({ ...settings, strategy: one });
  // The stream's instruments are those of the columns, in their order, wherever the bot does not name them.
  const expected = botOf(strategy).backtest({ market: bars, ...options });

  it.each(
    Object.entries(stored).flatMap(([form, market]) =>
      Object.entries(atOnce(strategy)).map(([kind, one]) => [form, kind, market, one] as const),
    ),
  )('a backtest over %s, decided by %s, has the same log and the same account', (_form, _kind, market, one) => {
    const result = botOf(one).backtest({ market: market(bars), ...options });
    expect(result.digest).toBe(expected.digest);
    expect(result.equity).toEqual(expected.equity);
    expect(result.events).toEqual(expected.events);
    expect(result.marketDigest).toBe(expected.marketDigest);
  });

  const all = { ...atOnce(strategy), ...inTime(strategy) };
  it.each(
    Object.entries(streamed).flatMap(([form, market]) =>
      Object.entries(all).map(([kind, one]) => [form, kind, market, one] as const),
    ),
  )('a run over %s, decided by %s, has too', async (_form, _kind, market, one) => {
    const result = await runOf(golden, one, market(bars));
    expect(result.digest).toBe(expected.digest);
    expect(result.equity).toEqual(expected.equity);
    expect(result.events).toEqual(expected.events);
  });

  it('another seed, run id, fee, guard or first bar has another', () => {
    const digestOf = (change: object, first = 0) =>
      botOf(strategy).backtest({ market: bars.slice(first), ...options, ...change }).digest;
    const others = [digestOf({ seed: 5 }), digestOf({ runId: 'other' }), digestOf({}, 3), digestOf({ log: 'full' })];
    expect(new Set([...others, expected.digest]).size).toBe(4);
    expect(digestOf({ log: 'digest' })).toBe(expected.digest);
    expect(botOf(strategy).backtest({ market: bars, ...options, log: 'digest' }).events).toEqual([]);
  });
});

it('the canonical runs use every kind of event', () => {
  const kinds = Object.values(goldenRuns).flatMap((golden) => goldenResult(golden).events.map(({ type }) => type));
  expect([...new Set(kinds)].sort()).toEqual([
    'bot-halted',
    'bot-rearmed',
    'cash-moved',
    'control',
    'control-refused',
    'fill',
    'order-accepted',
    'order-cancelled',
    'order-delayed',
    'order-denied',
    'order-rejected',
    'order-shrunk',
    'order-submitted',
  ]);
});

/**
 * A difference here means that a run that was made before can no longer be repeated. When that is meant:
 * `node --import tsx packages/core/src/kernel/print-digests.test-helper.ts > packages/core/src/kernel/golden-digests.json`
 */
it('the canonical runs have the digests that they had', () => {
  const golden: unknown = JSON.parse(readFileSync(resolve(import.meta.dirname, 'golden-digests.json'), 'utf8'));
  expect(goldenDigests()).toEqual(golden);
});

it.each([
  ['Asia/Kathmandu', 'tr_TR.UTF-8'],
  ['America/St_Johns', 'de_DE.UTF-8'],
])('another process in %s and %s computes the same digests', (zone, language) => {
  const script = resolve(import.meta.dirname, 'print-digests.test-helper.ts');
  const env = { ...process.env, TZ: zone, LANG: language, LC_ALL: language, NODE_OPTIONS: '' };
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    env,
    encoding: 'utf8',
  });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual(goldenDigests());
});
