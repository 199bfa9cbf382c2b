import { circuit, simulator } from '@sigmax/quantum-sim';
import type { Figure } from '../bench';
import { goalFigure } from './goal';
import { jsqubitsGates, quantumCircuitGates, quantumCircuitLayer } from './javascript-peers';
import { layerSeconds } from './qaoa-rows';

/** Seconds of one gate of ours: a run of 40 layers less a run of none, over the gates. */
const ownGate = (qubits: number, name: 'h' | 'rx'): number => {
  let built = circuit(qubits);
  for (let qubit = 0; qubit < qubits; qubit++) built = built.ry(0.3 + qubit, qubit);
  const empty = simulator(built);
  for (let layer = 0; layer < 40; layer++) {
    // Barriers keep the layers from being merged.
    built = built.barrier();
    for (let qubit = 0; qubit < qubits; qubit++) built = name === 'h' ? built.h(qubit) : built.rx(0.3, qubit);
  }
  const full = simulator(built);
  let least = Number.POSITIVE_INFINITY;
  let none = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 15; round++) {
    const start = process.hrtime.bigint();
    empty.run();
    const middle = process.hrtime.bigint();
    full.run();
    const end = process.hrtime.bigint();
    none = Math.min(none, Number(middle - start));
    least = Math.min(least, Number(end - middle));
  }
  return (least - none) / 1e9 / 40 / qubits;
};

/** Q8 and Q9: the simulators for JavaScript. */
export const javascriptRows = (): Figure[] => {
  const figures: Figure[] = [];
  for (const qubits of [12, 14]) {
    const own = { h: ownGate(qubits, 'h'), rx: ownGate(qubits, 'rx') };
    // Of 14 qubits quantum-circuit alone would take the better part of a minute.
    const placed = qubits === 12 ? quantumCircuitGates(qubits) : undefined;
    const immutable = jsqubitsGates(qubits);
    for (const gate of ['h', 'rx'] as const) {
      if (placed !== undefined) {
        const goal = { row: 'Q8', limit: 7_000, sense: 'at least' } as const;
        const metric = `${gate}_n${qubits}_quantum-circuit`;
        figures.push(goalFigure(goal, { metric, value: placed[gate] / own[gate] }));
      }
      const goal = { row: 'Q8', limit: 1_200, sense: 'at least' } as const;
      figures.push(goalFigure(goal, { metric: `${gate}_n${qubits}_jsqubits`, value: immutable[gate] / own[gate] }));
    }
  }
  figures.push(
    goalFigure(
      { row: 'Q8', limit: 80, sense: 'at least' },
      { metric: 'qsharp-lang', value: undefined, why: 'qsharp-lang is not installed: several MB for one row' },
    ),
  );
  for (const qubits of [12, 13]) {
    const value = quantumCircuitLayer(qubits) / layerSeconds(qubits, 25);
    const goal = { row: 'Q9', limit: 20_000, sense: 'at least' } as const;
    figures.push(goalFigure(goal, { metric: `layer_n${qubits}_quantum-circuit`, value }));
  }
  return figures;
};
