import { type BarSeries, createBot, seededRandom, simulatedBroker } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { bundlePolicy } from '../bundle/bundle-policy';
import { decodeBundle } from '../bundle/decode-bundle';
import { encodeBundle } from '../bundle/encode-bundle';
import { movingAveragePolicy } from '../evaluation/baselines/moving-average-policy';
import { playEpisode } from '../evaluation/play-episode';
import type { PolicyDescription } from '../network/policy-description';
import { environmentOf, scaling, walk } from '../trading/trading.test-helper';
import type { ExtraFeature } from '../trading/trading-features';
import { statelessPolicy } from './policy';
import { actions, description, namesOf, other, runOf, stubborn, tradingBundle } from './policy.test-helper';
import { type PolicyStrategyOptions, policyStrategy } from './policy-strategy';
import type { FallbackCode } from './prediction';

const weekday: ExtraFeature = {
  name: 'weekday',
  column: ({ timeMs }: BarSeries) => ({ at: (index) => (Math.floor((timeMs[index] as number) / 86_400_000) % 7) / 7 }),
};
const mood: ExtraFeature['column'] = ({ close }) => ({
  at: (index) => (index < 5 ? undefined : Math.sign((close[index] as number) - (close[index - 5] as number)) / 2),
});
const normaliser = (size: number) => ({
  mean: new Array(size).fill(0.1),
  variance: new Array(size).fill(0.5),
  count: 9,
  clip: 5,
});

describe('policyStrategy trades as the policy does in its environment', () => {
  it.each<
    [
      string,
      {
        description?: PolicyDescription;
        market?: BarSeries[];
        features?: ExtraFeature[];
        isMoody?: boolean;
        target?: boolean;
      },
    ]
  >([
    ['one instrument', {}],
    [
      'a sentiment and an extra feature',
      { features: [weekday], isMoody: true, description: { ...description, observationSize: 8 } },
    ],
    [
      'two instruments',
      {
        market: [walk, other],
        description: {
          ...description,
          observationSize: 14,
          trunks: 'shared',
          head: { type: 'categorical', sizes: [3, 3] },
        },
      },
    ],
    [
      'target weights',
      { target: true, description: { ...description, head: { type: 'gaussian', low: [0], high: [1] } } },
    ],
  ])(
    '%s',
    (_, { description: network = description, market = [walk], features = [], isMoody = false, target = false }) => {
      const meant = target ? ({ type: 'target-weight', low: 0, high: 1 } as const) : actions;
      const bundle = tradingBundle(
        {
          actions: meant,
          featureNames: namesOf(
            market.map(({ instrumentId }) => instrumentId),
            features.map(({ name }) => name),
          ),
          scaling: normaliser(network.observationSize),
        },
        3,
        network,
      );
      const extra = { features, ...(isMoody ? { sentiment: mood } : {}) };
      const environment = environmentOf({ market, actions: meant, ...extra });
      expect(environment.featureNames).toEqual(bundle.metadata.featureNames);
      const played = playEpisode(environment, bundlePolicy(bundle), { seed: 1, random: seededRandom(1) });
      const expected = environment.finish();
      const { predictions, result } = runOf({ models: [bundle], ...extra }, market);

      const decided = predictions.filter(({ source }) => source === 'model');
      expect(decided).toHaveLength(played.length + 1);
      expect(decided.slice(0, -1).map(({ action }) => action)).toEqual(played.actions);
      expect(expected.fillCount).toBeGreaterThan(5);
      const first = result.timeMs.indexOf(expected.timeMs[0] as number);
      expect([...result.equity.subarray(first)]).toEqual([...expected.equity]);
      const summary = ({ timeMs, price, quantity, side }: (typeof expected.fills)[number]) => [
        timeMs,
        price,
        quantity,
        side,
      ];
      expect(result.fills.map(summary)).toEqual(expected.fills.map(summary));
      expect(predictions.slice(0, first).every(({ source }) => source === 'hold')).toBe(true);
    },
  );

  it('gives the same digest again, and names its models', () => {
    const options = { models: [tradingBundle()] };
    expect(runOf(options).result.digest).toBe(runOf(options).result.digest);
    expect(JSON.stringify(policyStrategy(options).params)).toMatch(/"models":\["model 1 [0-9a-f]{64}"\]/);
  });

  it('runs in the stream of a bot as in its backtest', async () => {
    const { lastValueFrom } = await import('rxjs');
    const strategy = policyStrategy({ models: [tradingBundle()] });
    const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
    const bot = createBot({ strategy, cash: { USDT: 10_000 } });
    const last = await lastValueFrom(bot.run({ market: walk, broker }));
    expect(last.type === 'bot-finished' && last.result.digest).toBe(bot.backtest({ market: walk, broker }).digest);
  });
});

describe('confidence', () => {
  it('is the probability of the action, and the temperature makes it smaller and no other', () => {
    const plain = runOf({ models: [tradingBundle()] }).predictions.filter(({ source }) => source === 'model');
    const warm = runOf({ models: [tradingBundle({ temperature: 3 })] }).predictions.filter(
      ({ source }) => source === 'model',
    );
    plain.forEach(({ action, probabilities, confidence }, index) => {
      expect(confidence).toBe(Math.max(...(probabilities as number[])));
      expect(probabilities?.[action as number]).toBe(confidence);
      expect(probabilities?.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
      expect(warm[index]?.action).toBe(action);
      expect(warm[index]?.confidence).toBeLessThanOrEqual(confidence as number);
    });
    expect(warm).toHaveLength(plain.length);
  });
});

describe('the fallback chain', () => {
  const rule = { policy: movingAveragePolicy({ actions }, { fast: 3, slow: 6 }), actions, scaling };
  const good = stubborn(1, { name: 'last good' });
  const sourcesOf = (options: Omit<PolicyStrategyOptions, 'onPrediction'>, market = [walk]) => {
    const { predictions, result } = runOf(options, market);
    const ready = predictions.slice(60);
    return {
      sources: [...new Set(ready.map(({ source, name }) => `${source} ${name}`))],
      codes: [...new Set(ready.flatMap(({ fallbacks }) => fallbacks.map(({ source, code }) => `${source}: ${code}`)))],
      result,
    };
  };

  /** Files that were damaged after they were written. */
  const damaged = () => {
    const files = encodeBundle(stubborn(2));
    return decodeBundle({
      ...files,
      'weights.bin': files['weights.bin'].map((byte, at) => (at === 0 ? byte ^ 1 : byte)),
    });
  };
  /** A network whose sums overflow, though each of its weights is finite. */
  const overflowing = () => {
    const bundle = stubborn(2, { name: 'bad' });
    return { ...bundle, weights: bundle.weights.map(() => 3e38) };
  };
  const far = { mean: new Array(7).fill(100), variance: new Array(7).fill(1) };

  it.each<[string, FallbackCode, PolicyStrategyOptions['models'][number], Partial<PolicyStrategyOptions>]>([
    ['a checksum', 'BUNDLE', damaged, {}],
    ['what is no bundle', 'BUNDLE', () => ({}) as never, {}],
    ['another schema', 'SCHEMA', stubborn(2, { name: 'bad', featureNames: namesOf(['demo:XRP/USDT']) }), {}],
    ['no actions', 'SCHEMA', stubborn(2, { name: 'bad', actions: undefined }), {}],
    ['what is no number', 'NOT_FINITE', overflowing, {}],
    ['an observation out of distribution', 'OUT_OF_DISTRIBUTION', stubborn(2, { name: 'bad', inputs: far }), {}],
    ['a mask that is missing', 'MASK', stubborn(2, { name: 'bad', needsMask: true }), {}],
  ])('%s leads from the model to the last good one, to the rule, and to holding', (_, code, bad, more) => {
    const name = code === 'BUNDLE' ? 'model 0' : 'bad';
    const one = sourcesOf({ models: [bad, good], rule, ...more });
    expect(one).toMatchObject({ sources: ['last-good last good'], codes: [`${name}: ${code}`] });
    const two = sourcesOf({ models: [bad, bad], rule, ...more });
    expect(two.sources).toEqual([`rule ${rule.policy.name}`]);
    const three = sourcesOf({ models: [bad], ...more });
    expect(three.sources).toEqual(['hold undefined']);
    expect(three.result.fillCount).toBe(0);
  });

  it('latency: what came too late is not used', () => {
    let nowMs = 0;
    // Each reading takes 4 ms, so each prediction does.
    const clock = { nowMs: () => (nowMs += 4) };
    const { sources, codes } = sourcesOf({ models: [good], rule, clock, maximumLatencyMs: 3 });
    expect(sources).toEqual(['hold undefined']);
    expect(codes).toEqual(['last good: LATE', `${rule.policy.name}: LATE`]);
    const patient = sourcesOf({ models: [good], rule, clock, maximumLatencyMs: 4 });
    expect(patient.sources).toEqual(['model last good']);
    let reading = 0;
    const slowOnce = { nowMs: () => [0, 9, 9, 10][reading++ % 4] as number };
    const once = sourcesOf({ models: [good, stubborn(0, { name: 'quick' })], clock: slowOnce, maximumLatencyMs: 3 });
    expect(once.sources).toEqual(['last-good quick']);
  });

  it('age: an old bar is not decided on', () => {
    const late = (byMs: number) => {
      let at = -1;
      return { nowMs: () => (walk.timeMs[++at] as number) + byMs };
    };
    expect(sourcesOf({ models: [good], rule, clock: late(5_000), maximumAgeMs: 4_999 })).toMatchObject({
      sources: ['hold undefined'],
      codes: ['last good: STALE', `${rule.policy.name}: STALE`],
    });
    expect(sourcesOf({ models: [good], clock: late(5_000), maximumAgeMs: 5_000 }).sources).toEqual(['model last good']);
  });

  it('a bar of one of two instruments is missing: held until both are there', () => {
    const without = (series: BarSeries, place: number): BarSeries => {
      const cut = (column: Float64Array) => Float64Array.from([...column].filter((_, index) => index !== place));
      const { timeMs, open, high, low, close, volume } = series;
      return {
        ...series,
        length: series.length - 1,
        timeMs: cut(timeMs),
        open: cut(open),
        high: cut(high),
        low: cut(low),
        close: cut(close),
        volume: cut(volume),
      };
    };
    const network: PolicyDescription = {
      ...description,
      observationSize: 14,
      head: { type: 'categorical', sizes: [3, 3] },
    };
    const ids = [walk.instrumentId, other.instrumentId];
    const bundle = tradingBundle({ featureNames: namesOf(ids) }, 1, network);
    const { predictions } = runOf({ models: [bundle] }, [walk, without(other, 200)]);
    const held = predictions.slice(60).filter(({ source }) => source === 'hold');
    expect(held.map(({ timeMs, fallbacks }) => [timeMs, fallbacks[0]?.code])).toEqual([[walk.timeMs[200], 'STALE']]);
  });

  it('a feature that is not finite is passed over on its bar, and no further', () => {
    const broken: ExtraFeature = {
      name: 'broken',
      column: ({ timeMs }) => ({ at: (index) => (timeMs[index] === walk.timeMs[300] ? Number.NaN : 1) }),
    };
    const network = { ...description, observationSize: 8 };
    const bundle = tradingBundle({ featureNames: namesOf([walk.instrumentId], ['broken']) }, 1, network);
    const { predictions } = runOf({ models: [bundle], rule, features: [broken] });
    const held = predictions.slice(60).filter(({ source }) => source === 'hold');
    expect(held.map(({ timeMs }) => timeMs)).toEqual([walk.timeMs[300]]);
    expect(held[0]?.fallbacks.map(({ code }) => code)).toEqual(['NOT_FINITE', 'NOT_FINITE']);
  });

  it('a mask is obeyed, and one that forbids everything passes the model over', () => {
    const obedient = runOf({ models: [stubborn(2, { needsMask: true })], mask: () => Uint8Array.of(1, 1, 0) });
    expect(new Set(obedient.predictions.slice(60).map(({ action }) => action))).toEqual(new Set([0]));
    expect(sourcesOf({ models: [good], mask: () => new Uint8Array(3) })).toMatchObject({
      sources: ['hold undefined'],
      codes: ['last good: MASK'],
    });
  });

  it('a rule that throws, or returns what is no action, is held instead', () => {
    const throwing = {
      ...rule,
      policy: statelessPolicy('throws', () => {
        throw new Error('no');
      }),
    };
    const foolish = { ...rule, policy: statelessPolicy('foolish', () => 9) };
    for (const one of [throwing, foolish]) {
      expect(sourcesOf({ models: [], rule: one })).toMatchObject({
        sources: ['hold undefined'],
        codes: [`${one.policy.name}: FAILED`],
      });
    }
  });

  it('an error that is no damage of a bundle is not hidden', () => {
    const failing = () => {
      throw new TypeError('a mistake');
    };
    expect(() => runOf({ models: [failing] })).toThrow(/a mistake/);
  });
});

it.each([
  [{ models: [], maximumAgeMs: 5 }, 'CLOCK_NEEDED'],
  [{ models: [], maximumLatencyMs: 5 }, 'CLOCK_NEEDED'],
  [{ models: [], farthest: 0 }, 'INVALID_OPTIONS'],
  [{ models: [], maximumLatency: 5 }, 'INVALID_OPTIONS'],
  [{ models: [3] }, 'INVALID_OPTIONS'],
  [{}, 'INVALID_OPTIONS'],
])('refuses %j', (options, code) => {
  expect(() => policyStrategy(options as never)).toThrow(expect.objectContaining({ code }));
});
