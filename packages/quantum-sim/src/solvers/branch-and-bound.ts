import { requireBetween, requireKnownKeys, requireWhole } from '../problem/checks';
import { quboValue } from '../problem/qubo';
import { type Convexity, convexBound, convexityOf, type OpenSector, pairBound } from './lower-bound';
import { type SelectionProblem, sectorMembers, selectedNames } from './selection-problem';
import { tabuSearch } from './tabu-search';
import { type WatchOptions, watcher } from './watch';

export interface BranchAndBoundOptions extends WatchOptions {
  /** For the tabu search that gives the first selection. Defaults to 1. */
  readonly seed?: number;
  /** Nodes after which the best so far is returned with the bound that was reached. Defaults to 1,000,000. */
  readonly maximumNodes?: number;
  /** A selection this share of |value| above the bound counts as optimal. Defaults to 1e-9. */
  readonly tolerance?: number;
}

/** The best selection that was found, and what is known of better ones. */
export interface BoundedSelection {
  readonly selected: readonly string[];
  readonly bits: Uint8Array;
  readonly value: number;
  /** No selection costs less than this. */
  readonly lowerBound: number;
  /** Whether the search is complete: nothing is better by more than the tolerance. */
  readonly isOptimal: boolean;
  readonly nodes: number;
}

/**
 * The best selection by branch and bound: assets are taken or left one by one, and a branch ends where a lower bound shows that
 * nothing in it beats the best so far.
 *
 * Two bounds: by pairs (each chosen asset pays half of its cheapest partners), and where that does not end the branch, by the
 * convex relaxation, made convex with eigenvalues.
 *
 * - State: none; deterministic. Cost: O(n²) a node or, with the convex bound, O(n²) a round.
 *
 * Source: Land and Doig 1960, "An automatic method of solving discrete programming problems".
 *
 * @throws {ProblemError} a variable does not stand in exactly one sector.
 * @throws {QuantumOptionsError} an option is out of range.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { branchAndBound, createQubo } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['BTC', 'ETH', 'SOL'], linear: [-3, -2, -1], couplings: [['BTC', 'ETH', 4]] });
 * const { selected, isOptimal } = branchAndBound({ qubo, sectors: [{ assets: qubo.names, choose: 2 }] });
 * selected; // => ['BTC', 'SOL']
 * isOptimal; // => true
 * ```
 */
export const branchAndBound = (problem: SelectionProblem, options: BranchAndBoundOptions = {}): BoundedSelection => {
  requireKnownKeys(options, ['seed', 'maximumNodes', 'tolerance', 'onProgress', 'signal'], 'branchAndBound');
  const limit = requireWhole(options.maximumNodes ?? 1_000_000, 'branchAndBound: maximumNodes', 1);
  const tolerance = requireBetween(options.tolerance ?? 1e-9, 'branchAndBound: tolerance', 0, 1);
  const sectors = sectorMembers(problem, 'branchAndBound');
  const { qubo } = problem;
  const size = qubo.linear.length;
  const first = tabuSearch(problem, { seed: options.seed ?? 1 });
  let best = first.value;
  let bits = first.bits;
  const step = watcher(options, limit, 'branchAndBound');

  // Assets that look cheap come first, so that good selections are met early and the rest is cut.
  const order = sectors
    .flatMap(({ members, choose }, sector) => members.map((member) => ({ member, sector, choose })))
    .sort(
      (a, b) => meanField(qubo.couplings, qubo.linear, a.member) - meanField(qubo.couplings, qubo.linear, b.member),
    );
  // What is convex over some variables is convex over fewer, so a diagonal serves a stretch of depths.
  const stretch = Math.ceil(size / 16);
  const diagonals = new Map<number, Convexity>();
  const convexityAt = (depth: number): Convexity => {
    const start = depth - (depth % stretch);
    const known =
      diagonals.get(start) ??
      convexityOf(
        qubo,
        order.slice(start).map(({ member }) => member),
      );
    diagonals.set(start, known);
    return { variables: known.variables.slice(depth - start), diagonal: known.diagonal.subarray(depth - start) };
  };
  const openFrom = order.map((_, depth) =>
    sectors.map((_sector, index) =>
      order.slice(depth).flatMap(({ member, sector }) => (sector === index ? [member] : [])),
    ),
  );
  const chosen = new Uint8Array(size);
  const toChoose = sectors.map(({ choose }) => choose);
  let nodes = 0;
  let unexplored = Number.POSITIVE_INFINITY;

  const bar = () => best - tolerance * Math.abs(best);

  const descend = (depth: number, value: number, fields: Float64Array): void => {
    nodes += 1;
    step(1);
    if (toChoose.every((count) => count === 0)) {
      if (value < best) {
        best = value;
        bits = chosen.slice();
      }
      return;
    }
    const open: OpenSector[] = (openFrom[depth] as number[][]).map((members, index) => ({
      members,
      choose: toChoose[index] as number,
    }));
    if (open.some(({ members, choose }) => members.length < choose)) return;
    let bound = value + pairBound(qubo, fields, open);
    if (!(bound < bar())) return;
    bound = Math.max(bound, value + convexBound(qubo, fields, open, convexityAt(depth), bar() - value));
    if (!(bound < bar())) return;
    if (nodes >= limit) {
      unexplored = Math.min(unexplored, bound);
      return;
    }
    const { member, sector } = order[depth] as (typeof order)[number];
    if ((toChoose[sector] as number) > 0) {
      toChoose[sector]! -= 1;
      chosen[member] = 1;
      const row = member * size;
      descend(
        depth + 1,
        value + fields[member]!,
        fields.map((field, index) => field + qubo.couplings[row + index]!),
      );
      chosen[member] = 0;
      toChoose[sector]! += 1;
    }
    descend(depth + 1, value, fields);
  };

  descend(0, qubo.constant, qubo.linear);
  const value = quboValue(qubo, bits);
  const lowerBound = Math.min(value, unexplored);
  return {
    selected: selectedNames(qubo.names, bits),
    bits,
    value,
    lowerBound,
    isOptimal: lowerBound >= value - tolerance * Math.abs(value),
    nodes,
  };
};

/** What an asset costs with every other half held. */
const meanField = (couplings: Float64Array, linear: Float64Array, i: number): number => {
  const size = linear.length;
  let cost = linear[i]!;
  for (let j = 0; j < size; j++) cost += couplings[i * size + j]! / 2;
  return cost;
};
