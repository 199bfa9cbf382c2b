import { circuitSvg } from '@sigmax/quantum-sim/drawing';
import { exportOpenQasm2 } from '@sigmax/quantum-sim/open-qasm';
import { decisionCircuit } from '@sigmax/quantum-sim/strategy';
import { writeWhole } from '../backtest/write-report';
import { inRingOrder } from './circuit-pictures';
import type { Run } from './outcome';
import { pageOf } from './page';

/** Writes the report, and beside it the circuit that it shows: drawn whole, and as a program for other machines. */
export const writeFiles = async (report: string, run: Run): Promise<string[]> => {
  const base = report.replace(/\.html?$/i, '');
  const files: [string, string][] = [[report, pageOf(run)]];
  if (run.shown !== undefined) {
    const { whole, labels } = inRingOrder(run.shown);
    files.push([`${base}.svg`, circuitSvg(whole, { qubitLabels: labels, width: 4_000 })]);
    files.push([`${base}.qasm`, exportOpenQasm2(decisionCircuit(run.shown).whole)]);
  }
  const written: string[] = [];
  for (const [file, text] of files) written.push(await writeWhole(file, text));
  return written;
};
