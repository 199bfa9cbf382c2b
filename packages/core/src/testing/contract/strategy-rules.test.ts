import { filter, from, map, mergeMap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ema } from '../../indicators/averages/ema';
import type { Bar } from '../../market/bar';
import { type Decision, hold, orders, target } from '../../strategy/decision';
import { defineStrategy } from '../../strategy/define-strategy';
import type { Decide, StrategyContext } from '../../strategy/strategy';
import { streamStrategy } from '../../strategy/stream-strategy';
import { strategyRules } from './strategy-rules';
import type { StrategySuite } from './strategy-suite';

const strategy = (start: (context: StrategyContext) => Decide) =>
  defineStrategy({ name: 'planted', start: (_, context) => start(context) })();

const suite = (make: StrategySuite['make'], more: Partial<StrategySuite> = {}): StrategySuite => ({
  name: 'planted',
  bars: 130,
  make,
  ...more,
});

/** Long when the bar closed above its open, to have decisions that follow the market. */
const followBar = ({ instrumentId, close, open }: Bar): Decision => target(instrumentId, close > open ? 0.5 : 0);

let made = 0;
let started = 0;

const planted: Readonly<Record<keyof typeof strategyRules, readonly (readonly [fault: string, StrategySuite])[]>> = {
  'makes one valid decision for each snapshot of every market': [
    ['returns nothing', suite(() => strategy(() => () => undefined as never))],
    [
      'returns nothing now and then',
      suite(
        () =>
          strategy(
            () =>
              ({ bar }) =>
                bar.volume > 0 ? hold : (undefined as never),
          ),
        { isActive: false },
      ),
    ],
    [
      'sets a weight that is not a number',
      suite(() =>
        strategy(
          () =>
            ({ bar }) =>
              target(bar.instrumentId, 0.1 * (bar.volume / bar.volume)),
        ),
      ),
    ],
    [
      'divides by a range that can be zero',
      suite(() =>
        strategy(
          () =>
            ({ bar }) =>
              target(bar.instrumentId, (0.5 * (bar.close - bar.low)) / (bar.high - bar.low)),
        ),
      ),
    ],
    ['trades what the bot does not', suite(() => strategy(() => () => target('demo:DOGE/USDT', 1)))],
    [
      'throws when an instrument has no bar',
      suite(
        () =>
          strategy(
            () =>
              ({ barOf }) =>
                followBar(barOf('demo:ETH/USDT') as Bar),
          ),
        { instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'] },
      ),
    ],
    [
      'rounds its price to nothing',
      suite(() =>
        strategy(
          () =>
            ({ bar }) =>
              orders([
                {
                  type: 'limit',
                  instrumentId: bar.instrumentId,
                  side: 'buy',
                  quantity: 1,
                  limitPrice: Math.round(bar.close),
                },
              ]),
        ),
      ),
    ],
    [
      'leaves snapshots out',
      suite(() => streamStrategy(filter((one): one is never => one === undefined)), { decisionTimeoutMs: 20 }),
    ],
    ['decides twice', suite(() => streamStrategy(mergeMap(() => from([hold, hold]))), { isActive: false })],
    ['never asks for anything', suite(() => strategy(() => () => hold))],
    [
      'does not start',
      suite(() =>
        strategy(() => {
          throw new Error('no');
        }),
      ),
    ],
  ],
  'starts fresh: a second run of the same strategy is the same': [
    [
      'keeps its state outside',
      suite(() => {
        const average = ema(20);
        return strategy(
          () =>
            ({ bar }) =>
              target(bar.instrumentId, bar.close > (average.next(bar.close) ?? Infinity) ? 0.5 : 0),
        );
      }),
    ],
    [
      'counts its runs',
      suite(() =>
        strategy(() => {
          const weight = ++started === 2 ? 0.5 : 0.6;
          return ({ bar }) => target(bar.instrumentId, weight);
        }),
      ),
    ],
  ],
  'decides the same for the same seed': [
    [
      'differs from one copy to the next',
      suite(() => {
        const weight = ++made % 2 === 0 ? 0.5 : 0.6;
        return strategy(
          () =>
            ({ bar }) =>
              target(bar.instrumentId, weight),
        );
      }),
    ],
  ],
  'uses no clock, and no randomness but that of the run': [
    [
      'asks the clock',
      suite(() =>
        strategy(
          () =>
            ({ bar }) =>
              target(bar.instrumentId, Date.now() > 0 ? 0.5 : 0),
        ),
      ),
    ],
    [
      'draws its own numbers',
      suite(() =>
        strategy(
          () =>
            ({ bar }) =>
              target(bar.instrumentId, Reflect.get(globalThis, 'Math').random()),
        ),
      ),
    ],
    [
      'asks the clock at the start and hides it',
      suite(() =>
        strategy(() => {
          try {
            new Date();
          } catch {
            // Hiding the error is the planted fault.
          }
          return ({ bar }) => followBar(bar);
        }),
      ),
    ],
    [
      'asks the clock in a stream',
      suite(() => streamStrategy(map(({ bar }) => target(bar.instrumentId, Date.now() > 0 ? 0.5 : 0)))),
    ],
  ],
  'waits for its warm-up': [
    [
      'trades one bar early',
      suite(
        () =>
          strategy(() => {
            let seen = 0;
            return ({ bar }) => (++seen >= 19 ? target(bar.instrumentId, 0.5) : hold);
          }),
        { warmUp: 20 },
      ),
    ],
    [
      'orders at once',
      suite(
        () =>
          strategy(
            () =>
              ({ bar }) =>
                orders([{ type: 'market', instrumentId: bar.instrumentId, side: 'buy', quantity: 1 }]),
          ),
        { warmUp: 2 },
      ),
    ],
  ],
  'decides the same when later bars do not exist': [
    [
      'knows the next close',
      suite(([series]) =>
        strategy(() => {
          let index = 0;
          return ({ bar }) => target(bar.instrumentId, (series!.close[++index] ?? 0) > bar.close ? 0.5 : 0);
        }),
      ),
    ],
    [
      'scales by the whole series',
      suite(([series]) => {
        const mean = series!.close.reduce((sum, close) => sum + close) / series!.length;
        return strategy(
          () =>
            ({ bar }) =>
              target(bar.instrumentId, bar.close / mean / 2),
        );
      }),
    ],
    [
      'breaks off without later bars',
      suite(([series]) =>
        strategy(() => {
          let index = 0;
          return ({ bar }) => {
            if (series!.length < 130 && ++index === series!.length - 1) throw new Error('no more bars');
            return followBar(bar);
          };
        }),
      ),
    ],
  ],
  'decides the same when later bars are others': [
    [
      'knows the next close',
      suite(([series]) =>
        strategy(() => {
          let index = 0;
          return ({ bar }) => target(bar.instrumentId, (series!.close[++index] ?? 0) > bar.close ? 0.5 : 0);
        }),
      ),
    ],
    [
      'scales by the last price',
      suite(([series]) => {
        const last = series!.close.at(-1) as number;
        return strategy(
          () =>
            ({ bar }) =>
              target(bar.instrumentId, bar.close > last ? 0.5 : 0),
        );
      }),
    ],
  ],
  'neither keeps nor changes a snapshot': [
    [
      'keeps the bar and looks at it later',
      suite(() =>
        strategy(() => {
          let last: Bar | undefined;
          return ({ bar }) => {
            const isRising = last !== undefined && bar.close > last.close;
            last = bar;
            return target(bar.instrumentId, isRising ? 0.5 : 0);
          };
        }),
      ),
    ],
    [
      'mends the bar',
      suite(() =>
        strategy(() => ({ bar }) => {
          (bar as { close: number }).close = 1;
          return target(bar.instrumentId, 0.5);
        }),
      ),
    ],
    [
      'sorts the bars',
      suite(
        () =>
          strategy(
            () =>
              ({ bars }) =>
                followBar((bars as Bar[]).sort((a, b) => a.close - b.close)[0] as Bar),
          ),
        { instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'] },
      ),
    ],
  ],
};

const good = suite(
  () =>
    strategy(() => {
      let last = Infinity;
      return ({ bar }) => {
        const decision = target(bar.instrumentId, bar.close > last ? 0.5 : 0);
        last = bar.close;
        return decision;
      };
    }),
  { warmUp: 2 },
);

describe.each(Object.entries(planted))('%s', (rule, faults) => {
  const check = strategyRules[rule as keyof typeof strategyRules];

  it.each(faults)('catches a strategy that %s', async (_, bad) => {
    const violations = await check(bad);
    expect(violations.length).toBeGreaterThan(0);
    for (const violation of violations) expect(violation.length).toBeGreaterThan(10);
  });

  it('passes a good one', async () => {
    expect(await check(good)).toEqual([]);
  });
});

it('says what was decided, and where', async () => {
  const [, faulty] = planted['waits for its warm-up'][0]!;
  const told = await strategyRules['waits for its warm-up'](faulty);
  expect(told[0]).toBe(
    'seed 1: decision 19 was {"type":"targets","targets":[{"instrumentId":"demo:BTC/USDT","weight":0.5}]}, before bar 20',
  );
});
