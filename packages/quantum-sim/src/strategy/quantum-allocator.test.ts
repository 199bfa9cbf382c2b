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

  it('holds so many of each sector', () => {
    const sectors = [
      { assets: [ids[0]!, ids[1]!, ids[2]!], choose: 1 },
      { assets: [ids[3]!, ids[5]!], choose: 1 },
    ];
    for (const method of ['exact', 'annealing', 'qaoa'] as const) {
      const { decisions, result } = run({ method, choose: undefined, sectors, withOpenQasm: true } as never);
      expect(decisions).toHaveLength(6);
      for (const decision of decisions) {
        expect(decision.universe).toEqual(sectors.flatMap(({ assets }) => assets));
        for (const { assets, choose } of sectors) {
          expect(decision.assets.filter((asset) => assets.includes(asset))).toHaveLength(choose);
        }
        expect([decision.choose, decision.classical!.effort]).toEqual([2, 6]);
        const { qubo } = decisionProblem(decision);
        const bits = qubo.names.map((name) => (decision.assets.includes(name) ? 1 : 0));
        expect(quboValue(qubo, bits)).toBeCloseTo(decision.value!, 15);
        if (method === 'qaoa') {
          const state = bits.reduce((sum: number, bit, qubit) => sum + bit * 2 ** qubit, 0);
          expect(simulate(decisionCircuit(decision).whole).probability(state)).toBeGreaterThan(0);
          expect(decision.openQasm).toContain('OPENQASM 2.0;');
        }
      }
      expect(result.positions.every(({ instrumentId, quantity }) => quantity === 0 || instrumentId !== ids[4])).toBe(
        true,
      );
    }
  });

  it('trades less where trading has a penalty, and never more than a limit once it holds something', () => {
    const traded = (
      turnover: QuantumAllocatorOptions['turnover'],
      method: QuantumAllocatorOptions['method'] = 'exact',
    ) => run({ method, choose: 3, ...(turnover === undefined ? {} : { turnover }) }).decisions;
    const turnoverOf = (decisions: AllocationDecision[]) =>
      decisions.slice(1).reduce((sum, { weighing }) => sum + weighing!.turnover!, 0);
    const free = turnoverOf(traded({ penalty: 0 }));
    expect(turnoverOf(traded({ penalty: 0.005 }))).toBeLessThan(free);
    // So dear that only drift is mended.
    expect(turnoverOf(traded({ penalty: 10 }))).toBeLessThan(0.2 * free);
    expect(traded(undefined)[1]!.weighing!.turnover).toBeUndefined();
    for (const method of ['exact', 'annealing', 'qaoa'] as const) {
      // One of three assets may be exchanged: 2 · 0.9 / 3, and some drift.
      const decisions = traded({ limit: 0.75 }, method);
      expect(decisions[0]!.trading!.limit).toBeUndefined();
      for (const [index, { weighing, decidedBy, classical, excess, circuit, fallback }] of decisions.entries()) {
        if (index === 0) continue;
        expect(weighing!.turnover!).toBeLessThanOrEqual(0.75 / 0.9 + 1e-9);
        expect([decidedBy, fallback]).toEqual([method, undefined]);
        expect(classical!.effort).toBeLessThan(20);
        expect(excess!).toBeGreaterThanOrEqual(-1e-15);
        if (method === 'qaoa') expect([circuit!.mixer, circuit!.states]).toEqual(['grover', classical!.effort]);
      }
    }
  });

  it('keeps what it holds where no choice keeps the turnover limit', () => {
    const { decisions, result } = run({ method: 'qaoa', turnover: { limit: 1e-6 } });
    expect(decisions).toHaveLength(6);
    for (const { decidedBy, fallback, assets, weighing, value } of decisions.slice(1)) {
      expect([decidedBy, fallback!.reason, weighing!.kind, weighing!.turnover]).toEqual([
        'kept',
        'turnover-limit',
        'kept',
        0,
      ]);
      expect(fallback!.message).toContain('no choice keep turnover.limit 0.000001');
      expect([assets, value]).toEqual([decisions[0]!.assets, undefined]);
    }
    expect(result.fillCount).toBe(2);
  });

  it('weighs the chosen assets by a convex programme, or in lots, and reports both values', () => {
    const equal = run({ method: 'exact', choose: 3 }).decisions;
    const convex = run({
      method: 'exact',
      choose: 3,
      weights: { kind: 'convex', minimum: 0.05, maximum: 0.8 },
    }).decisions;
    const lots = run({ method: 'exact', choose: 3, weights: { kind: 'lots', lot: 0.05 } }).decisions;
    for (const [index, one] of equal.entries()) {
      expect([one.weighing!.kind, one.weighing!.value]).toEqual(['equal', expect.closeTo(one.value!, 15)]);
      const [free, whole] = [convex[index]!, lots[index]!];
      expect(free.assets).toEqual(one.assets);
      expect(free.value).toBe(one.value);
      expect(free.weighing!.value).toBeLessThan(one.value!);
      expect(whole.weighing!.value).toBeGreaterThanOrEqual(free.weighing!.value - 1e-9);
      expect(whole.weighing!.isProven).toBe(true);
      for (const asset of free.assets) {
        expect(free.weights[asset]).toBeGreaterThanOrEqual(0.05 - 1e-9);
        expect(free.weights[asset]).toBeLessThanOrEqual(0.8 + 1e-9);
        const count = whole.weights[asset]! / 0.05;
        expect(count).toBeCloseTo(Math.round(count), 9);
      }
      for (const { weights, weighing, riskAversion } of [free, whole]) {
        expect(Object.values(weights).reduce((a, b) => a + b, 0)).toBeCloseTo(0.9, 9);
        expect(riskAversion * weighing!.variance - weighing!.expectedReturn).toBeCloseTo(weighing!.value, 14);
      }
    }
  });

  it('keeps the turnover limit with weights of its own too, what is sold included', () => {
    for (const weights of [
      { kind: 'convex', minimum: 0.05, maximum: 0.8 },
      { kind: 'lots', lot: 0.05 },
    ] as const) {
      const { decisions } = run({ method: 'exact', choose: 3, weights, turnover: { limit: 0.7 } });
      for (const { weighing, trading, universe, weights: sent, decidedBy } of decisions.slice(1)) {
        const shares = universe.map((asset) => sent[asset]! / 0.9);
        const traded = universe.reduce((sum, asset, i) => sum + Math.abs(shares[i]! - trading!.held[asset]!), 0);
        expect(traded).toBeLessThanOrEqual(0.7 / 0.9 + 1e-8);
        if (decidedBy !== 'kept') expect(weighing!.turnover).toBeCloseTo(traded, 9);
      }
    }
  });

  it('starts from the angles of the last decision where it is asked to, which takes fewer evaluations', () => {
    const cold = run({}).decisions;
    const hot = run({ hotStart: true }).decisions;
    expect(hot[0]).toEqual(cold[0]);
    expect(hot.map(({ circuit }) => circuit!.startedFrom)).toEqual(['ramps', ...Array(5).fill('last-decision')]);
    const evaluations = (decisions: AllocationDecision[]) =>
      decisions.slice(1).reduce((sum, { circuit }) => sum + circuit!.evaluations, 0);
    expect(evaluations(hot)).toBeLessThan(0.6 * evaluations(cold));
  });

  it('puts any allocator beside the decision, and says why one fails', () => {
    const { decisions } = run({
      method: 'exact',
      baselines: {
        'equal weight': ({ assets }) => Object.fromEntries(assets.map((asset) => [asset, 1 / assets.length])),
        'the first': ({ assets, columns }) => {
          columns[0]!.fill(Number.NaN);
          return { [assets[0]!]: 1 };
        },
        thrower: () => {
          throw new Error('no weights today.');
        },
        stranger: () => ({ 'demo:NONE/USDT': 1 }),
        'not finite': ({ assets }) => ({ [assets[1]!]: Number.NaN }),
        nothing: () => undefined as never,
      },
    });
    for (const { baselines, estimate, riskAversion, value } of decisions) {
      const [equal, first, ...failures] = baselines;
      const { means, covariance } = estimate!;
      expect(first!.value).toBeCloseTo(riskAversion * covariance[0]![0]! - means[0]!, 15);
      expect(first!.value).not.toBeNaN();
      expect(equal!.expectedReturn).toBeCloseTo(means.reduce((a, b) => a + b, 0) / 6, 15);
      expect(equal!.value).toBeGreaterThan(value! - 0.01);
      expect(failures.map(({ failure }) => failure)).toEqual([
        'no weights today.',
        'it has a weight for demo:NONE/USDT, which does not take part.',
        `its weight for ${ids[1]} was NaN.`,
        'its weights were undefined.',
      ]);
      expect(failures.every(({ shares }) => shares === undefined)).toBe(true);
    }
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
    ['both choose and sectors', { sectors: [{ assets: ['a'], choose: 1 }] }, 'choose was 2'],
    ['sectors of which none is held', { choose: undefined, sectors: [{ assets: ['a'], choose: 0 }] }, 'sectors was'],
    ['an empty sector', { choose: undefined, sectors: [{ assets: [], choose: 1 }] }, 'sectors'],
    ['a negative turnover limit', { turnover: { limit: -1 } }, 'turnover.limit was -1'],
    ['a turnover penalty that is no number', { turnover: { penalty: Number.NaN } }, 'turnover.penalty was NaN'],
    ['weights of an unknown kind', { weights: 'free' }, 'weights was "free"'],
    ['weights that cannot add up', { weights: { kind: 'convex', minimum: 0, maximum: 0.4 } }, 'weights was'],
    ['lots that are too large', { weights: { kind: 'lots', lot: 0.5 } }, 'weights was'],
    ['a baseline that is no function', { baselines: { mine: 3 } }, 'baselines.mine was 3'],
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
    const refusal = (sectors: QuantumAllocatorOptions['sectors']) => () => run({ choose: undefined, sectors } as never);
    const [first, second] = [ids[0]!, ids[1]!];
    expect(refusal([{ assets: ['demo:NO/USDT'], choose: 1 }])).toThrow(
      'sectors[0] names demo:NO/USDT, which is no instrument',
    );
    expect(refusal([{ assets: [first, second, first], choose: 1 }])).toThrow('which stands in the sectors twice');
    expect(refusal([{ assets: [first], choose: 2 }])).toThrow('sectors[0].choose was 2 of 1 instruments');
  });
});
