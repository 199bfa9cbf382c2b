import { requireKnownKeys, requireWhole } from '../problem/checks';
import { type Ising, isingToQubo, quboToIsing } from '../problem/ising';
import { type Qubo, quboValue } from '../problem/qubo';
import { type Assignment, exactQubo } from '../solvers/exact-qubo';
import { selectedNames } from '../solvers/selection-problem';
import { eliminateSpin } from './eliminate-spin';
import { type OptimizeQaoaOptions, optimizeQaoa } from './optimize-qaoa';
import { qaoaAnsatz } from './qaoa-ansatz';

export interface RecursiveQaoaOptions
  extends Omit<OptimizeQaoaOptions, 'layers' | 'initialAngles' | 'onDepth' | 'onProgress'> {
  /** Defaults to 1. */
  readonly layers?: number;
  /** With so many variables left the rest is solved exactly. Defaults to 4. */
  readonly exactVariables?: number;
}

/** One variable that was fixed: z = sign · z of another, or z = sign alone. */
export interface Elimination {
  readonly variable: string;
  readonly sameAs: string | undefined;
  readonly sign: 1 | -1;
  /** ⟨z z'⟩ or ⟨z⟩, by which it was chosen. */
  readonly correlation: number;
}

export interface RecursiveQaoaResult extends Assignment {
  readonly eliminations: readonly Elimination[];
}

/** The expectations of each spin and of each product of two. */
const correlationsOf = (probabilities: Float64Array, size: number) => {
  const single = new Float64Array(size);
  const double = new Float64Array(size * size);
  for (let x = 0; x < probabilities.length; x++) {
    const probability = probabilities[x]!;
    for (let i = 0; i < size; i++) {
      const own = ((x >> i) & 1) === 1 ? -probability : probability;
      single[i]! += own;
      for (let j = 0; j < i; j++) double[i * size + j]! += ((x >> j) & 1) === 1 ? -own : own;
    }
  }
  return { single, double };
};

/** What is to be fixed: the largest correlation among the terms that there are. */
const strongest = ({ fields, couplings }: Ising, probabilities: Float64Array) => {
  const size = fields.length;
  const { single, double } = correlationsOf(probabilities, size);
  let found: { first: number; second: number | undefined; value: number } = { first: 0, second: undefined, value: 0 };
  for (let i = 0; i < size; i++) {
    if (fields[i] !== 0 && Math.abs(single[i]!) > Math.abs(found.value)) {
      found = { first: i, second: undefined, value: single[i]! };
    }
    for (let j = 0; j < i; j++) {
      if (couplings[i * size + j] === 0 || !(Math.abs(double[i * size + j]!) > Math.abs(found.value))) continue;
      found = { first: i, second: j, value: double[i * size + j]! };
    }
  }
  return found;
};

/**
 * Recursive QAOA: a shallow ansatz tells which two variables agree or differ most surely, one of them is replaced by the other, and
 * so on, until few are left, which are solved exactly.
 *
 * - State: none; one seed gives the same result everywhere. Cost: one search of angles for each variable that goes, of 2^n amplitudes at
 *   first and half as many each time.
 *
 * Source: Bravyi, Kliesch, Koenig and Tang 2020, "Obstacles to variational quantum optimization from symmetry protection", section 3.
 *
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @throws {QuantumCapacityError} the state vectors would need more than 2 GiB.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { maxCut } from '@sigmax/quantum-sim';
 * import { recursiveQaoa } from '@sigmax/quantum-sim/qaoa';
 * const nodes = ['a', 'b', 'c', 'd', 'e', 'f'];
 * const ring = maxCut({ nodes, edges: nodes.map((node, i) => [node, nodes[(i + 1) % 6] as string, 1]) });
 * const { value, eliminations } = recursiveQaoa(ring, { seed: 1 });
 * value; // => -6
 * eliminations.length; // => 2
 * ```
 */
export const recursiveQaoa = (qubo: Qubo, options: RecursiveQaoaOptions): RecursiveQaoaResult => {
  const what = 'recursiveQaoa';
  const { layers = 1, exactVariables = 4, ...search } = options;
  const keys = ['layers', 'exactVariables', 'seed', 'strategy', 'optimizer', 'starts', 'maximumIterations', 'signal'];
  requireKnownKeys(options, keys, what);
  requireWhole(layers, `${what}: layers`, 1);
  requireWhole(exactVariables, `${what}: exactVariables`, 1, 24);
  const eliminations: Elimination[] = [];
  let rest = quboToIsing(qubo);
  while (rest.names.length > exactVariables) {
    const ansatz = qaoaAnsatz({ cost: rest });
    const { angles } = optimizeQaoa(ansatz, { ...search, layers });
    const { first, second, value } = strongest(rest, ansatz.probabilitiesAt(angles));
    const sign = value < 0 ? -1 : 1;
    eliminations.push({
      variable: rest.names[first] as string,
      sameAs: second === undefined ? undefined : rest.names[second],
      sign,
      correlation: value,
    });
    rest = eliminateSpin(rest, first, second, sign);
  }
  const spins = new Map<string, number>();
  const { bits: last } = exactQubo(isingToQubo(rest));
  rest.names.forEach((name, index) => {
    spins.set(name, last[index] === 1 ? -1 : 1);
  });
  for (const { variable, sameAs, sign } of [...eliminations].reverse()) {
    spins.set(variable, sign * (sameAs === undefined ? 1 : (spins.get(sameAs) as number)));
  }
  const bits = Uint8Array.from(qubo.names, (name) => (spins.get(name) === -1 ? 1 : 0));
  return { selected: selectedNames(qubo.names, bits), bits, value: quboValue(qubo, bits), eliminations };
};
