import { ProblemError } from '../errors';
import { requirePositive, requireWhole } from '../problem/checks';

/**
 * Angles that fall linearly from mixing to phase, as an annealing run does: γ_l = Δ s_l, β_l = −Δ (1 − s_l), s_l = (l + ½) / p.
 *
 * - Units: radians; γ counts standard deviations of the cost. Returns [γ_1 … γ_p, β_1 … β_p].
 *
 * Source: Sack and Serbyn 2021, "Quantum annealing initialization of the quantum approximate optimization algorithm",
 * equation 6, with one time step for both.
 *
 * @throws {QuantumOptionsError} `layers` is not a whole number above 0, or `step` is not above 0.
 * @example
 * ```ts
 * import { linearRampAngles } from '@sigmax/quantum-sim';
 * linearRampAngles(2, 0.8); // => [0.2, 0.6000000000000001, -0.6000000000000001, -0.2]
 * ```
 */
export const linearRampAngles = (layers: number, step: number): number[] => {
  requireWhole(layers, 'linearRampAngles: layers', 1);
  requirePositive(step, 'linearRampAngles: step');
  const rising = Array.from({ length: layers }, (_, layer) => (step * (layer + 0.5)) / layers);
  return [...rising, ...rising.map((one) => -one).reverse()];
};

const stretched = (angles: readonly number[]): number[] => {
  const layers = angles.length;
  return Array.from({ length: layers + 1 }, (_, layer) => {
    const before = layer === 0 ? 0 : (angles[layer - 1] as number);
    const after = layer === layers ? 0 : (angles[layer] as number);
    return (layer / layers) * before + ((layers - layer) / layers) * after;
  });
};

/**
 * Angles for one layer more, between those of the layers that are there.
 *
 * Source: Zhou et al. 2020, "Quantum approximate optimization algorithm: performance, mechanism, and implementation on
 * near-term devices", appendix B (INTERP).
 *
 * @throws {ProblemError} the angles are not as many for the cost as for the mixer, or one is not finite.
 * @example
 * ```ts
 * import { interpolatedAngles } from '@sigmax/quantum-sim';
 * interpolatedAngles([0.2, 0.4, -0.4, -0.2]); // => [0.2, 0.30000000000000004, 0.4, -0.4, -0.30000000000000004, -0.2]
 * ```
 */
export const interpolatedAngles = (angles: ArrayLike<number>): number[] => {
  const all = Array.from(angles);
  const layers = all.length / 2;
  if (!Number.isInteger(layers) || layers === 0 || !all.every((angle) => Number.isFinite(angle))) {
    throw new ProblemError({
      code: 'INVALID_ANGLES',
      message: `interpolatedAngles: angles was [${all.join(', ')}].`,
      remedy: 'Pass finite angles [γ_1 … γ_p, β_1 … β_p].',
    });
  }
  return [...stretched(all.slice(0, layers)), ...stretched(all.slice(layers))];
};
