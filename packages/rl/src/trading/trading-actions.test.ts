import { hold, perpetualInstrument } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { actionReader } from './trading-actions';

const one = ['demo:BTC/USDT'];
const two = ['demo:BTC/USDT', 'demo:ETH/USDT'];

/** Weights of a decision, by instrument. */
const weightsOf = (decision: ReturnType<ReturnType<typeof actionReader>['decisionOf']>): unknown =>
  decision.type === 'targets' ? decision.targets.map(({ weight }) => weight) : decision.type;

describe('actionReader', () => {
  it('hold, buy and sell: 0, 1 and 2', () => {
    const { space, decisionOf } = actionReader({ type: 'hold-buy-sell', weight: 0.8 }, one, []);
    expect(space.toString()).toBe('Discrete(3)');
    expect(decisionOf(0)).toBe(hold);
    expect([1, 2].map((action) => weightsOf(decisionOf(action)))).toEqual([[0.8], [0]]);
  });

  it('levels, alone and of two that share the money', () => {
    const single = actionReader({ type: 'levels', weights: [0, 0.25, 1] }, one, []);
    expect([0, 1, 2].map((action) => weightsOf(single.decisionOf(action)))).toEqual([[0], [0.25], [1]]);
    const { space, decisionOf } = actionReader({ type: 'levels', weights: [0, 0.25, 1] }, two, []);
    expect(space.toString()).toBe('MultiDiscrete(3, 3)');
    expect(weightsOf(decisionOf(Int32Array.of(1, 1)))).toEqual([0.25, 0.25]);
    expect(weightsOf(decisionOf(Int32Array.of(1, 2)))).toEqual([0.2, 0.8]);
  });

  it('weights of two', () => {
    const { space, decisionOf } = actionReader({ type: 'target-weight', low: 0, high: 1 }, two, []);
    expect(space.flatSize).toBe(2);
    expect(weightsOf(decisionOf(Float64Array.of(0.5, 0.25)))).toEqual([0.5, 0.25]);
    expect(weightsOf(decisionOf(Float64Array.of(1, 1)))).toEqual([0.5, 0.5]);
  });

  it('what is held of several is not named', () => {
    const { decisionOf } = actionReader({ type: 'hold-buy-sell', weight: 0.5 }, two, []);
    expect(decisionOf(Int32Array.of(0, 0))).toBe(hold);
    const decision = decisionOf(Int32Array.of(0, 2));
    expect(decision).toEqual({ type: 'targets', targets: [{ instrumentId: two[1], weight: 0 }] });
  });

  it('perpetuals reach shorts and the leverage of their margin, together', () => {
    const rates = { maintenanceMarginRate: 0.01, liquidationFeeRate: 0 };
    const instruments = [
      perpetualInstrument(two[0] as string, { ...rates, initialMarginRate: 0.25 }),
      perpetualInstrument(two[1] as string, { ...rates, initialMarginRate: 0.5 }),
    ];
    const single = actionReader({ type: 'levels', weights: [-4, 0, 4] }, one, instruments);
    expect([0, 1, 2].map((action) => weightsOf(single.decisionOf(action)))).toEqual([[-4], [0], [4]]);
    const both = actionReader({ type: 'target-weight', low: -2, high: 2 }, two, instruments);
    expect(weightsOf(both.decisionOf(Float64Array.of(-0.5, 1)))).toEqual([-0.5, 1]);
    expect(weightsOf(both.decisionOf(Float64Array.of(-2, 2)))).toEqual([-1, 1]);
    expect(() => actionReader({ type: 'levels', weights: [-2.5, 0] }, two, instruments)).toThrow(
      /Use weights from -2 to 2/,
    );
    expect(() => actionReader({ type: 'levels', weights: [-1, 0] }, two, instruments.slice(1))).toThrow(
      /which is short/,
    );
  });
});
