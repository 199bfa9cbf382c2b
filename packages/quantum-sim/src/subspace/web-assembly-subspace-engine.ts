import { webAssemblyModule } from '../kernels/web-assembly';
import { cosine, sine } from '../portable-math';
import type { Amplitudes } from './amplitudes';
import type { Hop } from './hop';
import { isTableAngle, phaseTable, rotatePhases, unrotatePhases } from './rotate-phases';
import type { EngineParts, SubspaceEngine } from './subspace-engine';
import { subspaceModule } from './subspace-module';

const instance = webAssemblyModule(subspaceModule);

interface Exports {
  readonly rotate: (...values: number[]) => void;
  readonly unrotate: (...values: number[]) => number;
  readonly turn: (...values: number[]) => number;
}

/** One call of a kernel: addresses of its lists (the second is 0 where partners follow a run), how many runs, and how long. */
type Call = readonly [first: number, second: number, count: number, length: number];

/** Between planes, so that they are not a multiple of 4 KiB apart, which processors mistake for the same place. */
const gap = 2112;

/** Static data of the module lies below. */
const baseAt = 4096;

const listBytes = (hops: readonly Hop[]): number =>
  hops.reduce(
    (sum, { runs, first, second }) =>
      sum + 4 * (first.length + second.length + runs.reduce((all, { starts }) => all + starts.length, 0)),
    0,
  );

/** Copies the lists of a hop behind `at`, and returns its calls in the order in which the pairs act. */
const placeHop = ({ runs, first, second }: Hop, place: (list: Int32Array) => number): Call[] => {
  const calls = runs.map(({ length, starts }): Call => [place(starts), 0, starts.length, length]);
  return [...calls, [place(first), place(second), first.length, 1]];
};

/**
 * By kernels in WebAssembly, where the mixer is a product of hops; `undefined` where it is not, or the machine has none.
 *
 * - State: a memory with two state vectors, the costs and the lists of the hops.
 */
export const webAssemblySubspaceEngine = ({ mixer, costs, largestCost }: EngineParts): SubspaceEngine | undefined => {
  const { hops, dimension } = mixer;
  if (hops === undefined) return undefined;
  // Kernels read two states at a time.
  const plane = 8 * (dimension + (dimension & 1)) + gap;
  const listsAt = baseAt + 5 * plane + 16_384;
  const made = instance(listsAt + listBytes(hops), `two states of ${dimension} feasible selections`);
  if (made === undefined) return undefined;
  const { buffer } = made;
  const { rotate, unrotate, turn } = made.exports as unknown as Exports;
  const numbers = (at: number, length = dimension): Float64Array => new Float64Array(buffer, at, length);
  const [pr, pi, lr, li, costsAt, tableAt] = [0, 1, 2, 3, 4, 5].map((index) => baseAt + index * plane) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  numbers(costsAt).set(costs);
  const { sines, cosines } = phaseTable();
  numbers(tableAt, sines.length).set(sines);
  numbers(tableAt + 8192, cosines.length).set(cosines);
  let free = listsAt;
  const place = (list: Int32Array): number => {
    const at = free;
    new Int32Array(buffer, at, list.length).set(list);
    free += 4 * list.length;
    return at;
  };
  const calls = hops.map((hop) => placeHop(hop, place));
  const psi: Amplitudes = { re: numbers(pr), im: numbers(pi) };
  const lambda: Amplitudes = { re: numbers(lr), im: numbers(li) };
  return {
    name: 'webassembly',
    psi,
    lambda,
    turn(gamma) {
      if (isTableAngle(largestCost * gamma)) turn(pr, pi, 0, 0, costsAt, dimension, gamma, tableAt);
      else rotatePhases(psi, costs, gamma, largestCost);
    },
    unturn: (gamma) =>
      isTableAngle(largestCost * gamma)
        ? turn(pr, pi, lr, li, costsAt, dimension, gamma, tableAt)
        : unrotatePhases(psi, lambda, costs, gamma, largestCost),
    apply(beta) {
      const [c, s] = [cosine(beta), sine(beta)];
      for (const hop of calls) for (const call of hop) rotate(pr, pi, ...call, c, s);
    },
    unapply(beta) {
      const [c, s] = [cosine(beta), sine(beta)];
      let overlap = 0;
      for (let index = calls.length - 1; index >= 0; index--) {
        // As in TypeScript: the sum of a hop first.
        let sum = 0;
        for (const call of calls[index]!) sum += unrotate(pr, pi, lr, li, ...call, c, s);
        overlap += sum;
      }
      return overlap;
    },
  };
};
