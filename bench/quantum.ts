import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Circuit, circuit, cosine, type Kernels, StateVector, simulator, sine } from '@sigmax/quantum-sim';
import { type Bench, type Figure, median } from './bench';

/** A gate on qubit `target` and, where it has two, on the next one round. */
interface KernelRun {
  readonly coefficients: (mask: number, target: number, next: number) => readonly number[];
  readonly apply: (kernels: Kernels, bits: number, target: number, next: number) => void;
}

const half = Math.SQRT1_2;
const c = cosine(0.3);
const s = sine(0.3);

const bit = (mask: number, qubit: number): number => {
  let place = 0;
  for (let lower = mask & (2 ** qubit - 1); lower !== 0; lower &= lower - 1) place += 1;
  return place;
};

/** The table of rzz over the qubits of the mask, which are the two and the lowest two. */
const rzzTable = (mask: number, target: number, next: number): number[] => {
  const size = 2 ** bit(mask, 30);
  const [first, second] = [bit(mask, target), bit(mask, next)];
  const isOdd = (index: number): boolean => (((index >> first) ^ (index >> second)) & 1) === 1;
  const rows = Array.from({ length: size }, (_, index) => index);
  return [...rows.map(() => c), ...rows.map((index) => (isOdd(index) ? s : -s))];
};

const swapLike = Array.from({ length: 32 }, (_, index) =>
  [0, 6, 9, 15].includes(index) ? 1 : index < 16 ? 0 : 1e-17 * (index - 16),
);

const gates: Readonly<Record<string, KernelRun>> = {
  h: { coefficients: () => [half, half, half, -half], apply: (k, bits, target) => k.real(0, bits, target, 0, 0) },
  rx: { coefficients: () => [c, -s, -s, c], apply: (k, bits, target) => k.cross(0, bits, target, 0, 0) },
  cx: { coefficients: () => [], apply: (k, bits, target, next) => k.flip(0, bits, target, 1 << next) },
  rzz: {
    coefficients: rzzTable,
    apply: (k, bits, target, next) => k.diagonal(0, bits, 3 | (1 << target) | (1 << next), 0),
  },
  dense2: {
    coefficients: () => swapLike,
    apply: (k, bits, target, next) => k.dense(0, bits, (1 << target) | (1 << next), 0, 0),
  },
};

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

/** Compiles the reference in C, or says that there is no compiler. */
const compileReference = (folder: string): string | undefined => {
  const source = fileURLToPath(new URL('./native/quantum-reference.c', import.meta.url));
  const target = join(folder, 'quantum-reference');
  const { status, error } = spawnSync('gcc', ['-O3', '-march=native', '-ffast-math', '-o', target, source], {
    encoding: 'utf8',
  });
  if (error === undefined && status === 0 && existsSync(target)) return target;
  console.error('quantum: no gcc, so there is no reference in C beside the figures.');
  return undefined;
};

const runReference = (program: string | undefined, bits: number, repetitions: number): Record<string, number> => {
  if (program === undefined) return {};
  const { status, stdout } = spawnSync(program, [String(bits), String(repetitions)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`quantum: the reference ended with status ${status}.`);
  return JSON.parse(stdout) as Record<string, number>;
};

const filled = (bits: number, implementation: Kernels['name']): Kernels => {
  const { kernels } = new StateVector(bits, { implementation });
  for (let index = 0; index < 2 ** bits; index++) kernels.re[index] = kernels.im[index] = 1 / (index + 1);
  return kernels;
};

const gateFigures = (bits: number, repetitions: number, program: string | undefined): Figure[] => {
  const reference = runReference(program, bits, repetitions);
  const wasm = filled(bits, 'webassembly');
  const plain = bits <= 16 ? filled(bits, 'typescript') : undefined;
  return Object.entries(gates).map(([name, gate]) => ({
    bench: 'quantum',
    metric: `${name}_n${bits}`,
    value: measureGate(wasm, gate, bits, repetitions),
    unit: 'ns/amplitude',
    peers: {
      ...(reference[name] === undefined ? {} : { c: reference[name] }),
      ...(plain === undefined ? {} : { typescript: measureGate(plain, gate, bits, Math.ceil(repetitions / 10)) }),
    },
  }));
};

/** Eleven layers of rotations with ten rings of controlled X between them. */
const qcbm = (qubits: number): Circuit => {
  let built = circuit(qubits);
  let angle = 0;
  const next = (): number => {
    angle += 0.37;
    return angle;
  };
  for (let layer = 0; layer <= 10; layer++) {
    for (let qubit = 0; qubit < qubits; qubit++) {
      if (layer > 0) built = built.rz(next(), qubit);
      built = built.rx(next(), qubit);
      if (layer < 10) built = built.rz(next(), qubit);
    }
    for (let qubit = 0; layer < 10 && qubit < qubits; qubit++) built = built.cx(qubit, (qubit + 1) % qubits);
  }
  return built;
};

const circuitFigure = (qubits: number, rounds: number): Figure => {
  const prepared = simulator(qcbm(qubits));
  const milliseconds: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const before = process.cpuUsage();
    prepared.run();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) milliseconds.push((user + system) / 1e3);
  }
  return { bench: 'quantum', metric: `qcbm9_n${qubits}_cpu`, value: median(milliseconds), unit: 'ms', peers: {} };
};

export const quantumBench: Bench = {
  name: 'quantum',
  what: 'State vectors: H, RX, CNOT, RZZ and dense two-qubit gates at 16 and 22 qubits beside C; QCBM circuits of depth 9',
  async measure({ hasPeers }): Promise<Figure[]> {
    if (!hasPeers) {
      simulator(qcbm(20)).run();
      return [];
    }
    const folder = mkdtempSync(join(tmpdir(), 'sigmax-quantum-'));
    try {
      const program = compileReference(folder);
      return [
        ...gateFigures(16, 200, program),
        ...gateFigures(22, 7, program),
        circuitFigure(10, 40),
        circuitFigure(16, 15),
        circuitFigure(20, 3),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
