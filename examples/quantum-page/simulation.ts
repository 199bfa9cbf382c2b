import {
  exactSelection,
  holdingAt,
  lbfgs,
  type Mixer,
  optimizeAngles,
  portfolioSelection,
  ringMixer,
  type SelectionProblem,
  type SubspaceAnsatz,
  selectionSubspace,
  simulatedAnnealing,
  spreadRingOrder,
  subspaceAnsatz,
  subspaceCosts,
} from '@sigmax/quantum-sim';
import type { PageProblem } from './page-problem';
import type { PageSettings } from './page-settings';

/** A portfolio, by name, with what it costs more than the best one. */
export interface ShownPortfolio {
  readonly assets: readonly string[];
  readonly probability: number;
  readonly excess: number;
}

/** What a method expects and how sure it is of the best portfolio. */
export interface ShownMethod {
  readonly expectedExcess: number;
  readonly approximationRatio: number;
  readonly optimumProbability: number;
  readonly lift: number;
  readonly shotsFor99: number | undefined;
}

/** What is shown after every move of a slider. */
export interface PageAnswer {
  readonly portfolios: number;
  readonly circuit: ShownMethod;
  readonly guessing: ShownMethod;
  readonly best: {
    readonly assets: readonly string[];
    readonly cost: number;
    readonly expectedReturn: number;
    readonly variance: number;
  };
  /** The dearest portfolio, as excess: where the last bin ends. */
  readonly range: number;
  readonly mostProbable: readonly ShownPortfolio[];
  /** Probability by excess, from the best portfolio to the dearest, of the circuit and of guessing. */
  readonly bins: { readonly circuit: readonly number[]; readonly guessing: readonly number[] };
}

/** What the classical methods found, and what it took. */
export interface ClassicalAnswers {
  readonly exact: { readonly assets: readonly string[]; readonly portfolios: number; readonly durationMs: number };
  readonly annealing: { readonly assets: readonly string[]; readonly excess: number; readonly durationMs: number };
}

/** One step of the optimiser. */
export interface ImprovementStep {
  readonly angles: readonly number[];
  /** Expected excess there. */
  readonly excess: number;
  readonly evaluations: number;
}

const shownCount = 12;
const binCount = 48;
/** Costs nearer than this share of the range count as equal. */
const equalShare = 1e-12;

/** The choice with its assets in the order of the mixer's ring, so that one mixer serves all choices of one size. */
const ringProblem = (problem: PageProblem, { assets, choose, riskAversion }: PageSettings): SelectionProblem => {
  const names = problem.assets.slice(0, assets);
  const inOrder = (order: readonly string[]): SelectionProblem => {
    const places = order.map((name) => problem.assets.indexOf(name));
    return portfolioSelection({
      assets: order,
      expectedReturns: places.map((place) => problem.means[place]!),
      covariance: places.map((row) => places.map((column) => problem.covariance[row]![column]!)),
      riskAversion,
      choose,
    });
  };
  const { qubo, sectors } = inOrder(names);
  return inOrder(spreadRingOrder(qubo, sectors).flatMap((sector) => sector.assets));
};

const shotsFor99 = (probability: number): number | undefined => {
  if (!(probability > 0)) return undefined;
  if (probability >= 0.99) return 1;
  return Math.ceil(Math.log(0.01) / Math.log1p(-probability));
};

interface Prepared {
  readonly settings: PageSettings;
  readonly selection: SelectionProblem;
  readonly ansatz: SubspaceAnsatz;
  readonly minimum: number;
  readonly maximum: number;
  readonly bestIndex: number;
  readonly optimal: number;
}

/** Simulates the circuit of one problem again and again: what does not change between two moves of a slider is kept. */
export const createSimulation = (problem: PageProblem, clock: () => number) => {
  let mixer: { readonly key: string; readonly mixer: Mixer } | undefined;
  let prepared: Prepared | undefined;

  const prepare = (settings: PageSettings): Prepared => {
    const { assets, choose, riskAversion } = settings;
    const before = prepared?.settings;
    if (before?.assets === assets && before.choose === choose && before.riskAversion === riskAversion) return prepared!;
    const selection = ringProblem(problem, settings);
    const subspace = selectionSubspace({ assets: selection.qubo.names, choose });
    const key = `${choose} of ${assets}`;
    if (mixer?.key !== key) mixer = { key, mixer: ringMixer(subspace) };
    const costs = subspaceCosts(subspace, selection.qubo);
    let bestIndex = 0;
    let maximum = costs[0]!;
    for (let index = 1; index < costs.length; index++) {
      if (costs[index]! < costs[bestIndex]!) bestIndex = index;
      if (costs[index]! > maximum) maximum = costs[index]!;
    }
    const minimum = costs[bestIndex]!;
    const edge = minimum + equalShare * (maximum - minimum);
    let optimal = 0;
    for (let index = 0; index < costs.length; index++) if (costs[index]! <= edge) optimal += 1;
    const ansatz = subspaceAnsatz({ subspace, costs, mixer: mixer.mixer });
    prepared = { settings, selection, ansatz, minimum, maximum, bestIndex, optimal };
    return prepared;
  };

  const method = ({ minimum, maximum, ansatz, optimal }: Prepared, mean: number, found: number): ShownMethod => ({
    expectedExcess: Math.max(0, mean - minimum),
    approximationRatio: maximum > minimum ? (maximum - mean) / (maximum - minimum) : 1,
    optimumProbability: found,
    lift: (found * ansatz.costs.length) / optimal,
    shotsFor99: shotsFor99(found),
  });

  const momentsOf = (assets: readonly string[]) => {
    const places = assets.map((asset) => problem.assets.indexOf(asset));
    const weight = 1 / places.length;
    let [expectedReturn, variance] = [0, 0];
    for (const i of places) {
      expectedReturn += weight * problem.means[i]!;
      for (const j of places) variance += weight * weight * problem.covariance[i]![j]!;
    }
    return { expectedReturn, variance };
  };

  const inPageOrder = (assets: readonly string[]): string[] => problem.assets.filter((asset) => assets.includes(asset));

  const answer = (settings: PageSettings): PageAnswer => {
    const ready = prepare(settings);
    const { ansatz, minimum, maximum, bestIndex, optimal } = ready;
    const { costs, subspace } = ansatz;
    const { re, im } = ansatz.stateAt(settings.angles);
    const bins = { circuit: new Float64Array(binCount), guessing: new Float64Array(binCount) };
    const each = 1 / costs.length;
    const scale = maximum > minimum ? binCount / (maximum - minimum) : 0;
    const edge = minimum + equalShare * (maximum - minimum);
    const top: { index: number; probability: number }[] = [];
    let bar = -1;
    let [mean, found] = [0, 0];
    for (let index = 0; index < costs.length; index++) {
      const probability = re[index]! * re[index]! + im[index]! * im[index]!;
      const cost = costs[index]!;
      mean += probability * cost;
      if (cost <= edge) found += probability;
      const bin = Math.min(binCount - 1, Math.floor((cost - minimum) * scale));
      bins.circuit[bin]! += probability;
      bins.guessing[bin]! += each;
      if (probability <= bar) continue;
      let place = top.length;
      while (place > 0 && top[place - 1]!.probability < probability) place -= 1;
      top.splice(place, 0, { index, probability });
      if (top.length > shownCount) top.pop();
      if (top.length === shownCount) bar = top.at(-1)!.probability;
    }
    const best = inPageOrder(holdingAt(subspace, bestIndex).assets);
    return {
      portfolios: costs.length,
      circuit: method(ready, mean, found),
      guessing: method(ready, ansatz.mean, optimal * each),
      best: { assets: best, cost: minimum, ...momentsOf(best) },
      range: maximum - minimum,
      mostProbable: top.map(({ index, probability }) => ({
        assets: inPageOrder(holdingAt(subspace, index).assets),
        probability,
        excess: costs[index]! <= edge ? 0 : costs[index]! - minimum,
      })),
      bins: { circuit: Array.from(bins.circuit), guessing: Array.from(bins.guessing) },
    };
  };

  const classical = (settings: PageSettings): ClassicalAnswers => {
    const { selection, minimum, maximum } = prepare(settings);
    const timed = <Result>(work: () => Result) => {
      const start = clock();
      return { result: work(), durationMs: clock() - start };
    };
    const exact = timed(() => exactSelection(selection));
    const annealing = timed(() => simulatedAnnealing(selection, { seed: 1, reads: 5, sweeps: 200 }));
    const excess = annealing.result.value - minimum;
    return {
      exact: {
        assets: inPageOrder(exact.result.best[0]!.assets),
        portfolios: exact.result.count,
        durationMs: exact.durationMs,
      },
      annealing: {
        assets: inPageOrder(annealing.result.selected),
        excess: excess <= equalShare * (maximum - minimum) ? 0 : excess,
        durationMs: annealing.durationMs,
      },
    };
  };

  /** L-BFGS from where the sliders stand. */
  const improve = (settings: PageSettings, onStep: (step: ImprovementStep) => void): void => {
    const { ansatz, minimum } = prepare(settings);
    const excessOf = (value: number): number => Math.max(0, ansatz.mean + ansatz.deviation * value - minimum);
    let evaluations = 0;
    let lowest = { value: Number.POSITIVE_INFINITY, angles: settings.angles };
    const objective: SubspaceAnsatz['valueAndGradientAt'] = (angles, gradient) => {
      evaluations += 1;
      const value = ansatz.valueAndGradientAt(angles, gradient);
      if (value < lowest.value) lowest = { value, angles: Array.from(angles) };
      return value;
    };
    const report = (): void => onStep({ angles: lowest.angles, excess: excessOf(lowest.value), evaluations });
    objective(Float64Array.from(settings.angles), new Float64Array(settings.angles.length));
    report();
    lbfgs(objective, settings.angles, {
      maximumIterations: 60,
      valueTolerance: 1e-6,
      gradientTolerance: 1e-5,
      onIteration: report,
    });
  };

  /** Layer by layer from ramps, as `quantumAllocator` does it; the sliders follow when a depth is done. */
  const search = (settings: PageSettings, onStep: (step: ImprovementStep) => void): void => {
    const { ansatz, minimum } = prepare(settings);
    const layers = settings.angles.length / 2;
    let angles: readonly number[] = settings.angles;
    const step = (value: number, evaluations: number): void =>
      onStep({ angles, excess: Math.max(0, ansatz.mean + ansatz.deviation * value - minimum), evaluations });
    optimizeAngles(ansatz, {
      layers,
      seed: 1,
      starts: 0,
      maximumIterations: 30,
      onProgress: ({ value, evaluations }) => step(value, evaluations),
      onDepth: (depth) => {
        if (depth.layers === layers) angles = depth.angles;
        step(depth.value, depth.evaluations);
      },
    });
  };

  /** What the circuit is made of. */
  const parts = (settings: PageSettings) => {
    const { selection, ansatz } = prepare(settings);
    return { selection, deviation: ansatz.deviation };
  };

  return { answer, classical, improve, search, parts };
};

export type Simulation = ReturnType<typeof createSimulation>;
