import { loadavg } from 'node:os';
import { simulator } from '@sigmax/quantum-sim';
import type { Bench, Figure } from './bench';
import { circuitRows } from './quantum/circuit-rows';
import { circuitOf, qcbmGates } from './quantum/circuits';
import { gateRows } from './quantum/gate-rows';
import { javascriptRows } from './quantum/javascript-rows';
import { compileNative } from './quantum/native';
import { startPythonPeers } from './quantum/python-peers';
import { qaoaRows } from './quantum/qaoa-rows';
import { subspaceRows } from './quantum/subspace-rows';

const rowNumber = (metric: string): number => Number.parseFloat(metric.slice(1));

/** Figures as they were measured, then those with goals in the order of their rows. */
const ordered = (figures: readonly Figure[]): Figure[] => [
  ...figures.filter(({ goal }) => goal === undefined),
  ...figures.filter(({ goal }) => goal !== undefined).sort((a, b) => rowNumber(a.metric) - rowNumber(b.metric)),
];

export const quantumBench: Bench = {
  name: 'quantum',
  what: 'the simulator against its goals Q1 to Q16: gates, circuits, QAOA and subspaces beside C and other simulators',
  async measure({ hasPeers, python }): Promise<Figure[]> {
    if (!hasPeers) {
      simulator(circuitOf(20, qcbmGates(20))).run();
      return [];
    }
    const native = compileNative();
    if (native === undefined) console.error('quantum: no gcc, so C is a table recorded on another machine.');
    const [load] = loadavg() as [number, number, number];
    if (load > 1.5)
      console.error(`quantum: the load is ${load.toFixed(1)}; ratios hold roughly, single figures do not.`);
    const peers = await startPythonPeers(python ?? process.env.SIGMAX_QUANTUM_PYTHON);
    try {
      return ordered([
        ...(await gateRows(native, peers)),
        ...(await circuitRows(peers)),
        ...(await qaoaRows(native, peers)),
        ...javascriptRows(),
        ...subspaceRows(),
      ]);
    } finally {
      peers.dispose();
      native?.dispose();
    }
  },
};
