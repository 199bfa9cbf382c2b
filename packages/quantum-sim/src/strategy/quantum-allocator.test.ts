import {
  type BarSeries,
  barSeries,
  createBot,
  InvalidOptionsError,
  type RunResult,
  SigmaxError,
  simulatedBroker,
  simulatedMarket,
} from '@sigmax/core';
import { barsFromCloses, describeStrategy } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { importOpenQasm } from '../open-qasm/import-open-qasm';
import { quboValue } from '../problem/qubo';
import { simulate } from '../state-vector/simulator';
import { bytesPerState } from '../subspace/require-memory';
import {
  type AllocationDecision,
  decisionCircuit,
  decisionProblem,
  type QuantumAllocatorOptions,
  quantumAllocator,
} from './index';

const ids = ['BTC', 'ETH', 'SOL', 'ADA', 'XRP', 'LTC'].map((base) => `demo:${base}/USDT`);
const options = {
  method: 'qaoa',
  choose: 2,
  rebalance: { everyBars: 30 },
  lookback: 40,
  riskAversion: 2,
  invested: 0.9,
  seed: 3,
  depth: 2,
  shots: 50,
} as const satisfies QuantumAllocatorOptions;

for (const method of ['qaoa', 'annealing', 'exact', 'equal-weight'] as const) {
  describeStrategy({
    name: `quantumAllocator, ${method}`,
    make: () => quantumAllocator({ ...options, method, rebalance: { everyBars: 60 }, sweeps: 20, reads: 2 }),
    instruments: ids.slice(0, 4),
    warmUp: 41,
    bars: 200,
  });
}

const market = simulatedMarket({ seed: 11, instruments: ids, timeframe: '1d', bars: 200 });
const free = { takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 };

const run = (
  changes: Partial<QuantumAllocatorOptions>,
  series: readonly BarSeries[] = market,
  seed = 1,
): { result: RunResult; decisions: AllocationDecision[] } => {
  const decisions: AllocationDecision[] = [];
  const strategy = quantumAllocator({
    ...options,
    onDecision: (decision) => decisions.push(decision),
    ...changes,
  });
  const bot = createBot({ strategy, cash: { USDT: 100_000 }, sizing: { rebalanceBand: 0.001, cashReserve: 0 } });
  return { result: bot.backtest({ market: series, broker: simulatedBroker(free), seed }), decisions };
};

const firstBars = (series: BarSeries, bars: number): BarSeries => {
  const part = (column: Float64Array) => column.slice(0, bars);
  const { instrumentId, timeframeMs, timeMs, open, high, low, close, volume } = series;
  return barSeries({
    instrumentId,
    timeframeMs,
    timeMs: part(timeMs),
    open: part(open),
    high: part(high),
    low: part(low),
    close: part(close),
    volume: part(volume),
  });
};

/** Every pair of assets and what it costs by the definition, written out. */
const cheapestPair = ({ estimate, universe, riskAversion }: AllocationDecision): readonly string[] => {
  const { means, covariance } = estimate!;
  let best: readonly string[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < universe.length; i++) {
    for (let j = i + 1; j < universe.length; j++) {
      const variance = (covariance[i]![i]! + covariance[j]![j]! + 2 * covariance[i]![j]!) / 4;
      const cost = riskAversion * variance - (means[i]! + means[j]!) / 2;
      if (cost >= least) continue;
      least = cost;
      best = [universe[i]!, universe[j]!];
    }
  }
  return best;
};

describe('quantumAllocator', () => {
  it('chooses the cheapest pair by each method that looks for it, and holds it at equal weight', () => {
    for (const method of ['exact', 'annealing', 'qaoa'] as const) {
      const { decisions, result } = run({ method });
      expect(decisions).toHaveLength(6);
      for (const decision of decisions) {
        const pair = cheapestPair(decision);
        expect(decision.decidedBy).toBe(method);
        expect(decision.assets).toEqual(pair);
        expect(decision.classical).toMatchObject({ assets: pair, isProven: true, method: 'exact', effort: 15 });
        expect(Math.abs(decision.excess!)).toBeLessThan(1e-15);
        const { riskAversion, variance, expectedReturn, value } = decision;
        expect(riskAversion * variance! - expectedReturn!).toBeCloseTo(value!, 15);
        for (const id of ids) expect(decision.weights[id]).toBe(pair.includes(id) ? 0.45 : 0);
      }
      const last = decisions.at(-1)!;
      expect(result.positions.filter(({ quantity }) => quantity > 0).map(({ instrumentId }) => instrumentId)).toEqual(
        last.assets,
      );
    }
  });

  it('estimates from the closes of its window and nothing else', () => {
    const [decision] = run({ method: 'exact' }).decisions;
    // Bar 40 is the first with 40 returns behind it.
    expect(decision!.timeMs).toBe(market[0]!.timeMs[40]);
    market.forEach(({ close }, asset) => {
      const mean = Array.from({ length: 40 }, (_, t) => close[t + 1]! / close[t]! - 1).reduce((a, b) => a + b) / 40;
      expect(decision!.estimate!.means[asset]).toBeCloseTo(mean, 14);
    });
  });

  it('decides the same when what comes later is missing', () => {
    const whole = run({}).decisions;
    for (const bars of [41, 75, 101, 160]) {
      const part = run(
        {},
        market.map((series) => firstBars(series, bars)),
      ).decisions;
      expect(part.length).toBeGreaterThan(0);
      expect(part).toEqual(whole.slice(0, part.length));
    }
  });

  it('gives the same digest and the same decisions for one seed, and may measure others for another', () => {
    const once = run({ shots: 1 });
    const again = run({ shots: 1 });
    expect(again.result.digest).toBe(once.result.digest);
    expect(again.decisions).toEqual(once.decisions);
    expect(run({ shots: 1, seed: 4 }).decisions).not.toEqual(once.decisions);
    // Without a seed of its own it is the run's that decides.
    const own = (seed: number) => {
      const { seed: _, ...rest } = options;
      const decisions: AllocationDecision[] = [];
      const strategy = quantumAllocator({ ...rest, shots: 1, onDecision: (one) => decisions.push(one) });
      createBot({ strategy, cash: { USDT: 1_000 } }).backtest({ market, broker: simulatedBroker(free), seed });
      return decisions.map((one) => one.seed);
    };
    expect(own(1)).toEqual(own(1));
    expect(own(1)).not.toEqual(own(2));
  });

  it('explains in plain data, with which the problem and the circuit can be made again', () => {
    const { decisions } = run({ withOpenQasm: true });
    for (const decision of decisions) {
      expect(JSON.parse(JSON.stringify(decision))).toEqual(JSON.parse(JSON.stringify({ ...decision })));
      const { qubo } = decisionProblem(decision);
      const bits = qubo.names.map((name) => (decision.assets.includes(name) ? 1 : 0));
      expect(quboValue(qubo, bits)).toBeCloseTo(decision.value!, 16);
      const { states, lift, optimumProbability, depth, shots } = decision.circuit!;
      expect([states, depth, shots]).toEqual([15, 2, 50]);
      expect(lift).toBeCloseTo(15 * optimumProbability, 12);
      // The circuit on all 64 states measures the optimum with the probability that was reported.
      const state = bits.reduce((sum: number, bit, qubit) => sum + bit * 2 ** qubit, 0);
      const { whole } = decisionCircuit(decision);
      expect(simulate(whole).probability(state)).toBeCloseTo(optimumProbability, 12);
      const imported = importOpenQasm(decision.openQasm!).circuit;
      expect(simulate(imported).probability(state)).toBeCloseTo(optimumProbability, 10);
    }
    expect(run({}).decisions[0]!.openQasm).toBeUndefined();
  });

  it('holds all assets with equal-weight, from the same day on, and explains no problem', () => {
    const { decisions } = run({ method: 'equal-weight' });
    expect(decisions[0]!.timeMs).toBe(market[0]!.timeMs[40]);
    for (const decision of decisions) {
      expect(decision.assets).toEqual(ids);
      for (const id of ids) expect(decision.weights[id]).toBeCloseTo(0.15, 15);
      expect(() => decisionProblem(decision)).toThrow('has no estimate');
      expect(() => decisionCircuit(decision)).toThrow('has no circuit');
    }
  });

  it('buys once when it rebalances once', () => {
    expect(run({ method: 'equal-weight', rebalance: 'once' }).decisions).toHaveLength(1);
  });

  it('falls back to the classical answer above a budget, and says which', () => {
    const steps = run({ evaluationBudget: 3 }).decisions;
    const bytes = run({ maximumBytes: 100 }).decisions;
    let nowMs = 0;
    const time = run({
      clock: () => {
        nowMs += 10;
        return nowMs;
      },
      timeBudgetMs: 15,
    }).decisions;
    for (const [decisions, reason] of [
      [steps, 'evaluation-budget'],
      [bytes, 'memory-budget'],
      [time, 'time-budget'],
    ] as const) {
      expect(decisions).toHaveLength(6);
      for (const decision of decisions) {
        expect([decision.method, decision.decidedBy, decision.fallback?.reason]).toEqual(['qaoa', 'exact', reason]);
        expect(decision.assets).toEqual(cheapestPair(decision));
        expect(decision.circuit).toBeUndefined();
      }
    }
    expect(bytes[0]!.fallback!.message).toContain(`${15 * bytesPerState} bytes`);
    expect(run({}).decisions.every(({ fallback }) => fallback === undefined)).toBe(true);
  });

  it('takes the estimates of another estimator', () => {
    const { decisions } = run({
      method: 'exact',
      estimator: ({ assets }) => ({
        means: assets.map((_, index) => index),
        covariance: assets.map(() => assets.map(() => 0)),
      }),
    });
    for (const { assets, estimate } of decisions) {
      expect(assets).toEqual(ids.slice(4));
      expect(estimate!.shrinkage).toBeUndefined();
    }
  });

  it('takes assets in as they get a full window, and leaves those alone that stay away', () => {
    const flat = (count: number, id: string, startMs?: number) =>
      barsFromCloses(
        Array.from({ length: count }, (_, bar) => 100 + (bar % 3)),
        { instrumentId: id, ...(startMs === undefined ? {} : { startMs }) },
      );
    const series = [flat(120, ids[0]!), flat(120, ids[1]!), flat(50, ids[2]!)];
    const { decisions } = run({ method: 'exact', choose: 2, rebalance: { everyBars: 30 } }, series);
    expect(decisions.map(({ universe }) => universe.length)).toEqual([3, 2, 2]);
  });

  it('has mixers of which some have no circuit of gates', () => {
    const { decisions } = run({ mixer: 'grover', withOpenQasm: true });
    expect(decisions[0]!.circuit!.mixer).toBe('grover');
    expect(decisions[0]!.openQasm).toBeUndefined();
    expect(() => decisionCircuit(decisions[0]!)).toThrow("mixer was 'grover'");
  });

  it('writes its parameters, and no functions, into the run', () => {
    const { params } = quantumAllocator({ ...options, onDecision: () => undefined });
    expect(params).toMatchObject({ method: 'qaoa', evaluationBudget: 500, mixer: 'ring-xy', staleBars: 3 });
    expect(Object.values(params).some((value) => typeof value === 'function')).toBe(false);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no method', { method: undefined }, 'method was undefined'],
    ['an unknown method', { method: 'magic' }, 'method was "magic"'],
    ['no choose', { choose: undefined }, 'choose was undefined'],
    ['choose 0', { choose: 0 }, 'choose was 0'],
    ['half an asset', { choose: 1.5 }, 'choose was 1.5'],
    ['no rebalance', { rebalance: undefined }, 'rebalance was undefined'],
    ['an unknown period', { rebalance: 'hourly' }, 'rebalance was "hourly"'],
    ['an interval of no bars', { rebalance: { everyBars: 0 } }, 'rebalance'],
    ['a lookback of one return', { lookback: 1 }, 'lookback was 1'],
    ['no risk aversion', { riskAversion: undefined }, 'riskAversion was undefined'],
    ['a negative risk aversion', { riskAversion: -1 }, 'riskAversion was -1'],
    ['a risk aversion that is no number', { riskAversion: Number.NaN }, 'riskAversion was NaN'],
    ['an infinite risk aversion', { riskAversion: Number.POSITIVE_INFINITY }, 'riskAversion was Infinity'],
    ['no money', { invested: undefined }, 'invested was undefined'],
    ['borrowed money', { invested: 1.1 }, 'invested was 1.1'],
    ['half a seed', { seed: 0.5 }, 'seed was 0.5'],
    ['no layers', { depth: 0 }, 'depth was 0'],
    ['an unknown mixer', { mixer: 'x' }, 'mixer was "x"'],
    ['no shots', { shots: 0 }, 'shots was 0'],
    ['negative starts', { starts: -1 }, 'starts was -1'],
    ['no budget', { evaluationBudget: 0 }, 'evaluationBudget was 0'],
    ['an unknown target', { shrinkage: 'none' }, 'shrinkage was "none"'],
    ['an estimator that is none', { estimator: 7 }, 'estimator was 7'],
    ['a listener that is none', { onDecision: 'log' }, 'onDecision was "log"'],
    ['a time budget without a clock', { timeBudgetMs: 5 }, 'timeBudgetMs was 5'],
    ['a clock without a time budget', { clock: () => 0 }, 'timeBudgetMs was undefined'],
    ['a misspelt option', { riskAverion: 1 }, 'riskAverion was 1'],
  ])('refuses %s', (_, change, says) => {
    const make = () => quantumAllocator({ ...options, ...change } as QuantumAllocatorOptions);
    expect(make).toThrow(InvalidOptionsError);
    expect(make).toThrow(says);
  });

  it('refuses no options at all, and more assets than the bot trades', () => {
    expect(() => quantumAllocator(undefined as never)).toThrow('options was undefined');
    const failure = (() => {
      try {
        return run({ choose: 7 });
      } catch (error) {
        return error;
      }
    })();
    expect(SigmaxError.isInstance(failure) && failure.message).toContain('choose was 7 of 6 instruments');
  });
});
