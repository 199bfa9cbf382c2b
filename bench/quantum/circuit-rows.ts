import { simulator } from '@sigmax/quantum-sim';
import { type Figure, median } from '../bench';
import { circuitOf, gridGates, qcbmGates } from './circuits';
import { goalFigure } from './goal';
import type { PeerGate, PythonPeers } from './python-peers';

/** Ours and a peer in turn, in seconds; medians. */
const inTurn = async (
  rounds: number,
  ours: () => void,
  theirs: () => Promise<{ readonly seconds?: number; readonly why?: string }>,
): Promise<{ ours: number; theirs?: number; why?: string }> => {
  const own: number[] = [];
  const other: number[] = [];
  let reason: string | undefined;
  ours();
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint();
    ours();
    own.push(Number(process.hrtime.bigint() - start) / 1e9);
    const { seconds, why } = await theirs();
    if (seconds === undefined) reason = why ?? 'no answer';
    else other.push(seconds);
  }
  return {
    ours: median(own),
    ...(other.length === 0 ? {} : { theirs: median(other) }),
    ...(reason === undefined ? {} : { why: reason }),
  };
};

const circuitRow = async (
  peers: PythonPeers,
  qubits: number,
  rounds: number,
  gates: readonly PeerGate[],
): Promise<Figure[]> => {
  const prepared = simulator(circuitOf(qubits, gates));
  const request = { peer: 'qulacs', qubits, gates, runs: rounds > 5 ? 5 : 1, merge: true } as const;
  const { ours, theirs, why } = await inTurn(
    rounds,
    () => void prepared.run(),
    () => peers.time(request),
  );
  const unmerged = await peers.time({ ...request, merge: false });
  const byPeer = {
    ...(theirs === undefined ? {} : { 'qulacs-optimize-light': theirs * 1e3 }),
    ...(unmerged.seconds === undefined ? {} : { qulacs: unmerged.seconds * 1e3 }),
  };
  const figures: Figure[] = [
    { bench: 'quantum', metric: `qcbm9_n${qubits}`, value: ours * 1e3, unit: 'ms', peers: byPeer },
  ];
  if (qubits >= 16) {
    const value = theirs === undefined ? undefined : theirs / ours;
    const goal = { row: 'Q6', limit: 1, sense: 'at least' } as const;
    const metric = `qcbm9_n${qubits}_qulacs`;
    figures.push(goalFigure(goal, { metric, value, ...(why === undefined ? {} : { why }) }));
  }
  return figures;
};

/** Q6: whole circuits beside Qulacs; Q9b: a random circuit on a grid in single precision beside qsim. */
export const circuitRows = async (peers: PythonPeers): Promise<Figure[]> => {
  const figures = [
    ...(await circuitRow(peers, 10, 21, qcbmGates(10))),
    ...(await circuitRow(peers, 16, 9, qcbmGates(16))),
    ...(await circuitRow(peers, 20, 3, qcbmGates(20))),
    ...(await circuitRow(peers, 22, 2, qcbmGates(22))),
  ];
  const grid = gridGates(16);
  const prepared = simulator(circuitOf(24, grid), { precision: 'f32' });
  const { ours, theirs, why } = await inTurn(
    2,
    () => void prepared.run(),
    () => peers.time({ peer: 'qsim', qubits: 24, gates: grid, copies: 1, runs: 1 }),
  );
  figures.push({
    bench: 'quantum',
    metric: `grid_n24_${grid.length}_gates_f32`,
    value: ours * 1e3,
    unit: 'ms',
    peers: theirs === undefined ? {} : { qsim: theirs * 1e3 },
  });
  const value = theirs === undefined ? undefined : ours / theirs;
  const goal = { row: 'Q9b', limit: 3, sense: 'at most' } as const;
  return [...figures, goalFigure(goal, { metric: 'grid_n24_over_qsim', value, ...(why === undefined ? {} : { why }) })];
};
