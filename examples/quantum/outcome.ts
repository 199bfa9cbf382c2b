import { InvalidOptionsError } from '@sigmax/core';
import { type AllocationDecision, decisionCircuit } from '@sigmax/quantum-sim/strategy';
import { type Account, accountOf, firstOf } from './account';
import { type Backtest, backtestOf, contenders } from './bot';
import { lossesOf } from './losses';
import { loadMarket } from './market';
import { basesOf, clean, day, type Month, monthsOf } from './months';
import { type Objectives, objectivesOf } from './objectives';
import type { Settings } from './settings';
import { statement } from './statement';

/** The circuit of one decision, in figures. */
export interface CircuitFigures {
  readonly date: string;
  readonly qubits: number;
  readonly choose: number;
  readonly states: number;
  readonly depth: number;
  readonly angles: readonly number[];
  /** Gates of the start, and of the phases and the mixer of one layer. */
  readonly gates: { readonly start: number; readonly phases: number; readonly mixer: number };
  /** What was measured most often, and how much more each costs than the best choice. */
  readonly mostFrequent: readonly {
    readonly assets: readonly string[];
    readonly count: number;
    readonly excess: number;
  }[];
}

/** What is printed as JSON. */
export interface Outcome {
  readonly market: {
    readonly note: string;
    readonly isSimulated: boolean;
    readonly assets: number;
    readonly bars: number;
    readonly from: string;
    readonly to: string;
    readonly firstDecision: string;
  };
  readonly settings: Pick<
    Settings,
    | 'choose'
    | 'lookback'
    | 'riskAversion'
    | 'invested'
    | 'depth'
    | 'iterations'
    | 'shots'
    | 'cash'
    | 'feeRate'
    | 'slippageRate'
    | 'seed'
  >;
  readonly statement: string;
  readonly accounts: readonly Account[];
  readonly months: readonly Month[];
  readonly losses: readonly string[];
  readonly objectives: Objectives | undefined;
  readonly circuit: CircuitFigures | undefined;
}

/** What the pictures need besides. */
export interface Run {
  readonly outcome: Outcome;
  readonly curves: readonly { readonly name: string; readonly values: Float64Array }[];
  /** The last decision that a circuit made. */
  readonly shown: AllocationDecision | undefined;
}

const figuresOf = (decision: AllocationDecision): CircuitFigures => {
  const { start, layers } = decisionCircuit(decision);
  const circuit = decision.circuit!;
  const gateCount = (operations: readonly { readonly kind: string }[]): number => operations.length;
  const inside = start.operations.flatMap((one) => (one.kind === 'circuit' ? one.circuit.operations : [one]));
  return {
    date: day(decision.timeMs),
    qubits: decision.universe.length,
    choose: decision.choose,
    states: circuit.states,
    depth: circuit.depth,
    angles: circuit.angles,
    gates: {
      start: gateCount(inside),
      phases: gateCount(layers[0]?.phases.operations ?? []),
      mixer: gateCount(layers[0]?.mixer.operations ?? []),
    },
    mostFrequent: circuit.mostFrequent.map(({ assets, count, value }) => ({
      assets: basesOf(assets),
      count,
      excess: clean(value - decision.classical!.value),
    })),
  };
};

const requireDecision = (backtests: readonly Backtest[], { lookback, choose }: Settings, bars: number): void => {
  if (backtests.every(({ method, decisions }) => method === 'allocator' || decisions.length > 0)) return;
  throw new InvalidOptionsError({
    code: 'INVALID_ARGUMENT',
    message: `--lookback was ${lookback}, and fewer than ${choose} assets have more than that many of the ${bars} bars.`,
    remedy: 'Give a shorter one, or longer data.',
    context: { lookback, bars },
  });
};

/** Backtests every contender and puts the accounts beside each other. */
export const runAll = async (settings: Settings, progress: (line: string) => void): Promise<Run> => {
  const market = await loadMarket(settings);
  progress(market.note);
  const assets = market.series.length;
  if (settings.choose > assets) {
    throw new InvalidOptionsError({
      code: 'INVALID_ARGUMENT',
      message: `--choose was "${settings.choose}" of ${assets} assets.`,
      remedy: 'Choose at most as many as there are.',
    });
  }
  const backtests = contenders.map((contender) =>
    backtestOf(contender, settings, market, ({ timeMs, assets: held, circuit }) => {
      const by = circuit === undefined ? '' : `, ${circuit.evaluations} evaluations, lift ${circuit.lift.toFixed(0)}`;
      if (contender.method === 'qaoa') progress(`QAOA ${day(timeMs)}: ${basesOf(held).join(' ')}${by}`);
    }),
  );
  const bars = Math.max(...market.series.map(({ length }) => length));
  requireDecision(backtests, settings, bars);
  const months = monthsOf(backtests);
  const shown = backtests
    .find(({ method }) => method === 'qaoa')
    ?.decisions.findLast(({ circuit }) => circuit !== undefined);
  const { choose, lookback, riskAversion, invested, depth, iterations, shots, cash, feeRate, slippageRate, seed } =
    settings;
  const { timeMs } = backtests[0]!.result;
  const firstMs = backtests[0]!.decisions[0]!.timeMs;
  return {
    outcome: {
      market: {
        note: market.note,
        isSimulated: market.isSimulated,
        assets,
        bars,
        from: day(timeMs[0]),
        to: day(timeMs.at(-1)),
        firstDecision: months[0]!.from,
      },
      settings: {
        choose,
        lookback,
        riskAversion,
        invested,
        depth,
        iterations,
        shots,
        cash,
        feeRate,
        slippageRate,
        seed,
      },
      statement,
      accounts: backtests.map((one) => accountOf(one, firstMs)),
      objectives: objectivesOf(backtests),
      months,
      losses: lossesOf(months),
      circuit: shown === undefined ? undefined : figuresOf(shown),
    },
    curves: backtests.map((one) => ({ name: one.name, values: one.result.equity.slice(firstOf(one, firstMs)) })),
    shown,
  };
};
