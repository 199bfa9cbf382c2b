import { linearRampAngles } from '../subspace/angle-schedules';
import type { QaoaAnsatz } from './qaoa-ansatz';

const phaseSteps = [0.4, 0.8, 1.6, 3.2];
const mixingSteps = [0.4, 0.6, 0.8, 1];

/** γ in the units of an ansatz for one standard deviation of its cost. */
export const gammaUnit = ({ scale, deviation }: Pick<QaoaAnsatz, 'scale' | 'deviation'>): number => scale / deviation;

/** The ramp of one step with its phases times one factor and its mixing times another. */
const rampOf = (layers: number, phaseStep: number, mixingStep: number): number[] =>
  linearRampAngles(layers, 1).map((one, index) => one * (index < layers ? phaseStep : mixingStep));

/**
 * The best of sixteen linear ramps of p layers, four steps for the phases and four for the mixing: what a short annealing run
 * would do, with its time step found by trying. Costs sixteen values of the ansatz.
 *
 * - Returns [γ_1 … γ_p, β_1 … β_p] in the ansatz's units.
 *
 * Source: Sack and Serbyn 2021, "Quantum annealing initialization of the quantum approximate optimization algorithm", section 4,
 * where one step serves for both.
 *
 * @example
 * ```ts
 * import { createQubo } from '@sigmax/quantum-sim';
 * import { annealingAngles, qaoaAnsatz } from '@sigmax/quantum-sim/qaoa';
 * const ansatz = qaoaAnsatz({ cost: createQubo({ names: ['a', 'b'], linear: [1, -2], couplings: [['a', 'b', 1]] }) });
 * const angles = annealingAngles(ansatz, 3);
 * angles.length; // => 6
 * ansatz.valueAt(angles) < -0.5; // => true
 * ```
 */
export const annealingAngles = (ansatz: QaoaAnsatz, layers: number): number[] => {
  const unit = gammaUnit(ansatz);
  let best: { angles: number[]; value: number } | undefined;
  for (const phaseStep of phaseSteps) {
    for (const mixingStep of mixingSteps) {
      const angles = rampOf(layers, phaseStep * unit, mixingStep);
      const value = ansatz.valueAt(angles);
      if (best === undefined || value < best.value) best = { angles, value };
    }
  }
  return (best as { angles: number[] }).angles;
};
