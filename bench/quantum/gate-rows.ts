import { cosine, type Kernels, StateVector, sine } from '@sigmax/quantum-sim';
import type { Figure } from '../bench';
import { type Goal, goalFigure } from './goal';
import { type Figures, type Native, recorded } from './native';
import type { PeerGate, PythonPeers } from './python-peers';

/** A gate on qubit `target` and, where it has two, on the next one round. */
interface KernelRun {
  readonly coefficients: (mask: number, target: number, next: number) => readonly number[];
  readonly apply: (kernels: Kernels, bits: number, target: number, next: number) => void;
  /** The same for the peers. */
  readonly peer: (target: number, next: number) => PeerGate;
}

const half = Math.SQRT1_2;
const c = cosine(0.3);
const s = sine(0.3);

const countBelow = (mask: number, qubit: number): number => {
  let place = 0;
  for (let lower = mask & (2 ** qubit - 1); lower !== 0; lower &= lower - 1) place += 1;
  return place;
};

/** The table of rzz over the qubits of the mask, which are the two and the lowest two. */
const rzzTable = (mask: number, target: number, next: number): number[] => {
  const size = 2 ** countBelow(mask, 30);
  const [first, second] = [countBelow(mask, target), countBelow(mask, next)];
  const isOdd = (index: number): boolean => (((index >> first) ^ (index >> second)) & 1) === 1;
  const rows = Array.from({ length: size }, (_, index) => index);
  return [...rows.map(() => c), ...rows.map((index) => (isOdd(index) ? s : -s))];
};

const swapLike = Array.from({ length: 32 }, (_, index) =>
  [0, 6, 9, 15].includes(index) ? 1 : index < 16 ? 0 : 1e-17 * (index - 16),
);

type GateName = 'h' | 'rx' | 'cx' | 'rzz' | 'dense2';

const gates: Readonly<Record<GateName, KernelRun>> = {
  h: {
    coefficients: () => [half, half, half, -half],
    apply: (k, bits, target) => k.real(0, bits, target, 0, 0),
    peer: (target) => ['h', [target], []],
  },
  rx: {
    coefficients: () => [c, -s, -s, c],
    apply: (k, bits, target) => k.cross(0, bits, target, 0, 0),
    peer: (target) => ['rx', [target], [0.6]],
  },
  cx: {
    coefficients: () => [],
    apply: (k, bits, target, next) => k.flip(0, bits, target, 1 << next),
    peer: (target, next) => ['cx', [next, target], []],
  },
  rzz: {
    coefficients: rzzTable,
    apply: (k, bits, target, next) => k.diagonal(0, bits, 3 | (1 << target) | (1 << next), 0),
    peer: (target, next) => ['rzz', [target, next], [0.6]],
  },
  dense2: {
    coefficients: () => swapLike,
    apply: (k, bits, target, next) => k.dense(0, bits, (1 << target) | (1 << next), 0, 0),
    peer: (target, next) => ['dense2', [target, next], []],
  },
};

const names = Object.keys(gates) as GateName[];

/** For every target the fastest repetition, then the mean over the targets, in nanoseconds for each amplitude. */
const measureGate = (
  kernels: Kernels,
  { coefficients, apply }: KernelRun,
  bits: number,
  repetitions: number,
): number => {
  let sum = 0;
  for (let target = 0; target < bits; target++) {
    const next = (target + 1) % bits;
    kernels.coefficients.set(coefficients(3 | (1 << target) | (1 << next), target, next));
    let best = Number.POSITIVE_INFINITY;
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const start = process.hrtime.bigint();
      apply(kernels, bits, target, next);
      best = Math.min(best, Number(process.hrtime.bigint() - start));
    }
    sum += best / 2 ** bits;
  }
  return sum / bits;
};

const filled = (bits: number, implementation: Kernels['name']): Kernels => {
  const { kernels } = new StateVector(bits, { implementation });
  for (let index = 0; index < 2 ** bits; index++) kernels.re[index] = kernels.im[index] = 1 / (index + 1);
  return kernels;
};

const lesser = (a: Figures, b: Figures): Figures =>
  Object.fromEntries(Object.entries(a).map(([name, value]) => [name, Math.min(value, b[name] ?? value)]));

/** Ours and C in turn; of each gate the fastest round. */
const measureSize = (bits: number, repetitions: number, rounds: number, native: Native | undefined) => {
  const kernels = filled(bits, 'webassembly');
  let ours: Figures = {};
  let wide: Figures = native === undefined ? (recorded.quantum[bits] ?? {}) : {};
  for (let round = 0; round < rounds; round++) {
    const now = Object.fromEntries(names.map((name) => [name, measureGate(kernels, gates[name], bits, repetitions)]));
    ours = lesser(now, ours);
    if (native !== undefined) wide = lesser(native.run('quantum', bits, repetitions), wide);
  }
  return { ours, wide };
};

const ratio = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a / b;

/** How much longer C takes with vectors of 16 bytes, which WebAssembly has, than with 32. */
const widthRatios = (native: Native | undefined, bits: number, repetitions: number): Figures => {
  if (native === undefined) return {};
  const [narrow, wide] = [native.run('width-16', bits, repetitions), native.run('width-32', bits, repetitions)];
  return Object.fromEntries(Object.entries(narrow).map(([name, value]) => [name, value / wide[name]!]));
};

const leastInCache = { h: 3, cx: 4, rzz: 8, dense2: 1 } as const;
const leastInMemory = { h: 1.2, cx: 2, rzz: 4, dense2: 1 } as const;

/** Seconds for one gate of a peer, the mean over three targets, or why there are none. */
const peerGate = async (
  peers: PythonPeers,
  peer: 'qulacs' | 'aer',
  name: GateName,
  bits: number,
): Promise<{ ns?: number; why?: string }> => {
  let sum = 0;
  const targets = [1, bits >> 1, bits - 2];
  for (const target of targets) {
    const gate = gates[name].peer(target, target + 1);
    const { seconds, why } = await peers.time({
      peer,
      qubits: bits,
      gates: [gate],
      copies: bits <= 16 ? 200 : 8,
      runs: bits <= 16 ? 5 : 2,
    });
    if (seconds === undefined) return { why: why ?? 'no answer' };
    sum += seconds;
  }
  return { ns: (sum * 1e9) / targets.length / 2 ** bits };
};

/** Q1, Q2, Q5 and the first part of Q6: gates one by one. */
export const gateRows = async (native: Native | undefined, peers: PythonPeers): Promise<Figure[]> => {
  const figures: Figure[] = [];
  const plain = filled(16, 'typescript');
  for (const [bits, repetitions, rounds] of [
    [16, 150, 3],
    [22, 5, 2],
    [24, 3, 2],
  ] as const) {
    const { ours, wide } = measureSize(bits, repetitions, rounds, native);
    const widths = widthRatios(native, bits, repetitions);
    for (const name of names) {
      const byPeer: Record<string, number> = {};
      if (wide[name] !== undefined) byPeer[native === undefined ? 'c-recorded-elsewhere' : 'c'] = wide[name];
      if (bits === 16) byPeer.typescript = measureGate(plain, gates[name], bits, 10);
      if (bits < 24) {
        for (const peer of ['qulacs', 'aer'] as const) {
          const { ns, why } = await peerGate(peers, peer, name, bits);
          if (ns !== undefined) byPeer[peer] = ns;
          const limits: Partial<Record<GateName, number>> = bits === 16 ? leastInCache : leastInMemory;
          const limit = limits[name];
          if (peer === 'aer' && limit !== undefined) {
            const goal: Goal = { row: 'Q5', limit, sense: 'at least' };
            const value = ratio(ns, ours[name]);
            figures.push(
              goalFigure(goal, { metric: `${name}_n${bits}_aer`, value, ...(why === undefined ? {} : { why }) }),
            );
          }
          if (peer === 'qulacs' && name === 'h' && bits === 16) {
            const goal: Goal = { row: 'Q6', limit: 0.9, sense: 'at least' };
            const value = ratio(ns, ours.h);
            figures.push(goalFigure(goal, { metric: 'h_n16_qulacs', value, ...(why === undefined ? {} : { why }) }));
          }
        }
      }
      const metric = `${name}_n${bits}`;
      figures.push({ bench: 'quantum', metric, value: ours[name]!, unit: 'ns/amplitude', peers: byPeer });
      if (name !== 'h' && name !== 'rx' && name !== 'cx') continue;
      const goal: Goal =
        bits === 16 ? { row: 'Q1', limit: 1.35, sense: 'at most' } : { row: 'Q2', limit: 1.45, sense: 'at most' };
      const why =
        native === undefined
          ? 'no gcc here: the reference is a table of another machine'
          : `the same loop in C takes ${widths[name]?.toFixed(2)} times as long with WebAssembly's 16-byte vectors as with 32`;
      figures.push(goalFigure(goal, { metric: `${metric}_over_c`, value: ratio(ours[name], wide[name]), why }));
    }
  }
  return figures;
};
