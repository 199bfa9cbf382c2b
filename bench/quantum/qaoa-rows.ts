import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { qaoaAnsatz } from '@sigmax/quantum-sim/qaoa';
import { startThreads, type Threads } from '@sigmax/quantum-sim/threads';
import { type Figure, interleave } from '../bench';
import { denseQubo } from './dense-qubo';
import { goalFigure } from './goal';
import { type Native, recorded } from './native';
import type { PeerGate, PythonPeers } from './python-peers';

const anglesOf = (layers: number): number[] =>
  Array.from({ length: 2 * layers }, (_, index) => (index < layers ? 0.1 : -0.2));

/** Seconds of one layer: an energy of six layers less one of one, over five, of each the fastest round. */
export const layerSeconds = (size: number, rounds: number, threads?: Threads): number => {
  const ansatz = qaoaAnsatz({ cost: denseQubo(size), ...(threads === undefined ? {} : { threads }) });
  const [few, many] = [anglesOf(1), anglesOf(6)];
  let [one, six] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = -2; round < rounds; round++) {
    const start = process.hrtime.bigint();
    ansatz.valueAt(few);
    const middle = process.hrtime.bigint();
    ansatz.valueAt(many);
    const end = process.hrtime.bigint();
    if (round < 0) continue;
    one = Math.min(one, Number(middle - start));
    six = Math.min(six, Number(end - middle));
  }
  return (six - one) / 5 / 1e9;
};

/** How many times as fast a layer is on two threads: both in turn, of each the fastest round. */
const threadRow = (size: number, rounds: number, threads: Threads): Figure => {
  const goal = { row: 'Q11', limit: 1.6, sense: 'at least' } as const;
  const metric = `layer_n${size}_two_threads`;
  if (threads.count < 2) return goalFigure(goal, { metric, value: undefined, why: threads.reason ?? 'one core' });
  let [one, two] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 2; round++) {
    one = Math.min(one, layerSeconds(size, rounds));
    two = Math.min(two, layerSeconds(size, rounds, threads));
  }
  return goalFigure(goal, {
    metric,
    value: one / two,
    peers: { 'one-ns/amplitude': (one * 1e9) / 2 ** size, 'two-ns/amplitude': (two * 1e9) / 2 ** size },
    why: 'both cores must be free for this row',
  });
};

/** Q11. */
const threadRows = async (): Promise<Figure[]> => {
  const threads = await startThreads({ count: Math.min(2, availableParallelism()) });
  const figures = [
    [18, 12],
    [20, 4],
    [22, 2],
    [24, 1],
  ].map(([size, rounds]) => threadRow(size as number, rounds as number, threads));
  await threads.dispose();
  return figures;
};

/** A layer on a dense QUBO gate by gate. */
const layerGates = (size: number): PeerGate[] => {
  const gates: PeerGate[] = [];
  for (let i = 0; i < size; i++) {
    gates.push(['rz', [i], [0.1 * i + 0.1]]);
    for (let j = 0; j < i; j++) gates.push(['rzz', [j, i], [0.01 * (i + j + 1)]]);
  }
  for (let i = 0; i < size; i++) gates.push(['rx', [i], [0.3]]);
  return gates;
};

/** Q3, Q4, Q7 and Q7b: one layer on a dense QUBO. */
const layerRows = async (native: Native | undefined, peers: PythonPeers): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const [size, rounds] of [
    [16, 15],
    [20, 4],
    [22, 2],
    [24, 1],
  ] as const) {
    const wide = native?.run('qaoa', size, size <= 16 ? 40 : 4) ?? recorded.qaoa[size]!;
    const ours = (layerSeconds(size, rounds) * 1e9) / 2 ** size;
    const byPeer: Record<string, number> = {
      [native === undefined ? 'c-recorded-elsewhere' : 'c']: wide.fused!,
      'c-by-gates': wide.gates!,
    };
    if (size <= 22) {
      for (const [optimised, limit] of [
        [true, 8],
        [false, 20],
      ] as const) {
        const request = { peer: 'qokit', qubits: size, layers: 2, runs: size <= 16 ? 5 : 1, optimised } as const;
        const { seconds, why } = await peers.time(request);
        const name = optimised ? 'qokit-O3' : 'qokit-as-shipped';
        const ns = seconds === undefined ? undefined : (seconds * 1e9) / 2 ** size;
        if (ns !== undefined) byPeer[name] = ns;
        const measured = { value: ns === undefined ? undefined : ns / ours, ...(why === undefined ? {} : { why }) };
        const goal = { row: 'Q7', limit, sense: 'at least' } as const;
        figures.push(goalFigure(goal, { metric: `layer_n${size}_${name}`, ...measured }));
      }
    }
    if (size <= 20) {
      const gates = layerGates(size);
      const { seconds, why } = await peers.time({ peer: 'qulacs', qubits: size, gates, runs: size <= 16 ? 3 : 1 });
      const ns = seconds === undefined ? undefined : (seconds * 1e9) / 2 ** size;
      if (ns !== undefined) byPeer.qulacs = ns;
      const measured = { value: ns === undefined ? undefined : ns / ours, ...(why === undefined ? {} : { why }) };
      const goal = { row: 'Q7b', limit: 150, sense: 'at least' } as const;
      figures.push(goalFigure(goal, { metric: `layer_n${size}_qulacs`, ...measured }));
    }
    figures.push({ bench: 'quantum', metric: `layer_n${size}`, value: ours, unit: 'ns/amplitude', peers: byPeer });
    const table = native === undefined ? { why: 'no gcc here: the reference is a table of another machine' } : {};
    figures.push(
      goalFigure(
        { row: 'Q3', limit: 2, sense: 'at most' },
        { metric: `layer_n${size}_over_c`, value: ours / wide.fused!, ...table },
      ),
      goalFigure(
        { row: 'Q4', limit: size === 16 ? 1.6 : 2.5, sense: 'at least' },
        {
          metric: `layer_n${size}_c-by-gates`,
          value: wide.gates! / ours,
          why: `the fused layer in C is ${(wide.gates! / wide.fused!).toFixed(2)} times as fast as C by gates`,
          ...table,
        },
      ),
    );
  }
  return figures;
};

const gradientRow = (size: number, rounds: number): Figure => {
  const ansatz = qaoaAnsatz({ cost: denseQubo(size) });
  const angles = anglesOf(5);
  const gradient = new Float64Array(angles.length);
  const { both, value } = interleave(
    { both: () => ansatz.valueAndGradientAt(angles, gradient), value: () => ansatz.valueAt(angles) },
    rounds,
  );
  return goalFigure(
    { row: 'Q10', limit: 4, sense: 'at most' },
    {
      metric: `gradient_n${size}_p5`,
      value: both / value,
      peers: { 'gradient-ms': both * 1e3, 'energy-ms': value * 1e3 },
    },
  );
};

/** Bytes that an ansatz holds for each amplitude after an energy, by the buffers of the process. */
const bytesRow = (size: number): Figure => {
  const cost = denseQubo(size);
  globalThis.gc?.();
  const before = process.memoryUsage().arrayBuffers;
  const ansatz = qaoaAnsatz({ cost });
  const state = ansatz.stateAt(anglesOf(1));
  const bytes = process.memoryUsage().arrayBuffers - before;
  // A memory of WebAssembly is no array buffer to Node's count: it is read where the state lies.
  const held = Math.max(bytes, state.re.buffer.byteLength);
  return goalFigure(
    { row: 'Q12', limit: 16.5, sense: 'at most' },
    { metric: `bytes_n${size}`, unit: 'B/amplitude', value: held / 2 ** size },
  );
};

const energyRow = (): Figure => {
  const ansatz = qaoaAnsatz({ cost: denseQubo(16) });
  const angles = anglesOf(5);
  const { energy } = interleave({ energy: () => ansatz.valueAt(angles) }, 41);
  return goalFigure(
    { row: 'Q15', limit: 2, sense: 'at most' },
    { metric: 'energy_n16_p5', unit: 'ms', value: energy * 1e3 },
  );
};

/** Milliseconds from before the built package is loaded to the first energy, in a process of its own. */
const startRow = (): Figure => {
  const built = (name: string): string => new URL(`../../packages/quantum-sim/dist/${name}.js`, import.meta.url).href;
  const script = `
    const start = process.hrtime.bigint();
    const { createQubo } = await import(${JSON.stringify(built('index'))});
    const { qaoaAnsatz } = await import(${JSON.stringify(built('qaoa'))});
    const names = Array.from({ length: 16 }, (_, i) => 'a' + i);
    const couplings = names.flatMap((_, i) => names.slice(0, i).map((_, j) => [i, j, ((i * 7 + j * 3) % 11) / 11 - 0.4]));
    const cost = createQubo({ names, linear: names.map((_, i) => i / 16 - 0.5), couplings });
    qaoaAnsatz({ cost }).valueAt([0.1, 0.1, 0.1, 0.1, 0.1, -0.2, -0.2, -0.2, -0.2, -0.2]);
    console.log(Number(process.hrtime.bigint() - start) / 1e6);
  `;
  const times = Array.from({ length: 5 }, () => {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      cwd: fileURLToPath(new URL('..', import.meta.url)),
    });
    return Number.parseFloat(stdout);
  });
  const value = Math.min(...times);
  return goalFigure(
    { row: 'Q15', limit: 50, sense: 'at most' },
    {
      metric: 'load_to_first_energy',
      unit: 'ms',
      value: Number.isFinite(value) ? value : undefined,
      ...(Number.isFinite(value) ? {} : { why: 'the package is not built' }),
    },
  );
};

/** Q3, Q4, Q7, Q7b, Q10, Q11, Q12 and Q15. */
export const qaoaRows = async (native: Native | undefined, peers: PythonPeers): Promise<Figure[]> => [
  ...(await layerRows(native, peers)),
  gradientRow(14, 31),
  gradientRow(16, 15),
  gradientRow(20, 3),
  gradientRow(22, 1),
  ...(await threadRows()),
  bytesRow(20),
  energyRow(),
  startRow(),
];
