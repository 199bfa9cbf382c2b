import { describe, expect, it } from 'vitest';
import { createBundle } from '../bundle/create-bundle';
import type { ModelBundle } from '../bundle/model-bundle';
import { autoregressiveMarket } from '../trading/known-answer-markets';
import { backtesterOf, environmentOf, walk } from '../trading/trading.test-helper';
import { fitTradingScaling } from '../trading/trading-scaling';
import { calibrateBundle } from './calibrate-bundle';
import { namesOf, runOf, tradingBundle } from './policy.test-helper';

const actions = { type: 'levels', weights: [0, 1] } as const;
const market = autoregressiveMarket({ seed: 4, bars: 6_000, volatility: 0.01, persistence: 0.6 });
const scaling = fitTradingScaling(market, { to: 6_000 });
const environment = () =>
  environmentOf({ market, scaling, actions, backtester: backtesterOf({ fee: 0, slippage: 0 }) });

/** Goes with the last return, with logits ± sharpness · return / deviation. */
const momentum = (sharpness: number): ModelBundle =>
  createBundle({
    description: {
      observationSize: 7,
      hiddenSizes: [],
      trunks: 'shared',
      activation: 'tanh',
      head: { type: 'categorical', sizes: [2] },
    },
    weights: [-sharpness, sharpness, ...new Array(12).fill(0), 0, 0, ...new Array(8).fill(0)],
    metadata: {
      name: 'momentum',
      featureNames: namesOf([walk.instrumentId]),
      actions,
      tradingScaling: scaling,
      seed: 1,
      steps: 0,
      algorithm: { name: 'none', options: {} },
    },
  });

describe('calibrateBundle', () => {
  it('makes the confidence of all sharpnesses one, and a frequency', () => {
    const temperatures = [0.5, 1, 4].map((sharpness) => {
      const { temperature } = calibrateBundle(momentum(sharpness), environment(), { seed: 1 }).metadata;
      return (temperature as number) / sharpness;
    });
    expect(Math.max(...temperatures) / Math.min(...temperatures)).toBeCloseTo(1, 6);
    const calibrated = calibrateBundle(momentum(4), environment(), { seed: 1 });
    const { predictions } = runOf({ models: [calibrated] }, [market]);
    const rises = (index: number) => (market.close[index + 1] as number) > (market.close[index] as number);
    const sure = predictions
      .map(({ action, confidence }, index) => ({ confidence, isRight: (action === 1) === rises(index) }))
      .filter(({ confidence }, index) => confidence !== undefined && index < market.length - 1);
    for (const [low, high] of [
      [0.5, 0.65],
      [0.65, 0.8],
      [0.8, 0.95],
    ] as const) {
      const bin = sure.filter(({ confidence = 0 }) => confidence >= low && confidence < high);
      const said = bin.reduce((sum, { confidence = 0 }) => sum + confidence, 0) / bin.length;
      const found = bin.filter(({ isRight }) => isRight).length / bin.length;
      expect(bin.length).toBeGreaterThan(300);
      expect(Math.abs(said - found)).toBeLessThan(0.06);
    }
  });

  it('leaves weights and choices as they are, and reads hold, buy and sell', () => {
    const bundle = momentum(1);
    const calibrated = calibrateBundle(bundle, environment(), { seed: 1 });
    expect(calibrated.weights).toEqual(bundle.weights);
    const three = { type: 'hold-buy-sell', weight: 1 } as const;
    const other = tradingBundle({ actions: three });
    const trading = environmentOf({ actions: three });
    expect(calibrateBundle(other, trading, { seed: 1 }).metadata.temperature).toBeGreaterThan(0);
  });

  it('refuses a policy whose choices have no best in hindsight', () => {
    const weights = tradingBundle({ actions: { type: 'target-weight', low: 0, high: 1 } });
    expect(() => calibrateBundle(weights, environment(), { seed: 1 })).toThrow(
      expect.objectContaining({ code: 'NOT_CALIBRATABLE' }),
    );
  });
});
