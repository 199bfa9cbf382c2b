import { QuantumOptionsError } from '../errors';
import { type ComplexMatrix, matrixOf } from '../gates/complex-matrix';
import { exponential } from '../portable-math';
import { type Channel, channelOf } from './channel';
import { checkProbability } from './check-probability';

export interface ThermalRelaxationOptions {
  /** The time constant of the energy, in the unit of `time`. May be Infinity. */
  readonly t1: number;
  /** The time constant of the coherence, at most 2·t1. May be Infinity. */
  readonly t2: number;
  /** How long the gate takes. */
  readonly time: number;
  /** The part of |1⟩ that a qubit left alone has; 0 by default, which is absolute zero. */
  readonly excitedPopulation?: number;
}

const refuse = (message: string, remedy: string, context: Readonly<Record<string, unknown>>): never => {
  throw new QuantumOptionsError({
    code: 'INVALID_RELAXATION',
    message: `thermalRelaxation: ${message}.`,
    remedy,
    context,
  });
};

/** diag(a, b) times a number. */
const diagonal = (factor: number, a: number, b: number): ComplexMatrix =>
  matrixOf([
    [factor * a, 0],
    [0, factor * b],
  ]);

/**
 * What time does to an idle qubit: the energy decays with e^(−t/T1) towards the excited population, the coherence with e^(−t/T2).
 *
 * Amplitude damping with γ = 1 − e^(−t/T1), then a phase flip that takes what is left of the coherence, e^(−t/T2 + t/(2·T1)).
 * T1, T2 and t are in the same unit, whichever.
 *
 * Source: Nielsen and Chuang 2010, §8.3.5 and §7.7 (T2 ≤ 2·T1); Blank and others 2020, "Quantum classifier with tailored quantum
 * kernel", supplementary note 2.
 *
 * @throws {QuantumOptionsError} A time constant is not above 0, T2 is above 2·T1, the time is negative or not finite, or the
 * excited population is no probability.
 * @example
 * ```ts
 * import { thermalRelaxation } from '@sigmax/quantum-sim/noise';
 * thermalRelaxation({ t1: 50_000, t2: 70_000, time: 35 }).operators.length; // => 3
 * ```
 */
export const thermalRelaxation = (options: ThermalRelaxationOptions): Channel => {
  const { t1, t2, time, excitedPopulation = 0 } = options;
  for (const [name, value] of Object.entries({ t1, t2 })) {
    if (!(value > 0)) refuse(`${name} was ${value}`, 'Pass a number above 0.', { [name]: value });
  }
  if (!(t2 <= 2 * t1)) refuse(`t2 was ${t2} and t1 ${t1}`, 'Pass a t2 of at most 2·t1.', { t1, t2 });
  if (!(time >= 0 && Number.isFinite(time))) refuse(`time was ${time}`, 'Pass a finite number from 0.', { time });
  checkProbability('thermalRelaxation', 'excitedPopulation', excitedPopulation);
  const energy = exponential(-time / t1);
  // Of e^(−t/T2), the damping itself already makes e^(−t/(2·T1)).
  const coherence = Math.min(1, exponential(time / (2 * t1) - time / t2));
  const kept = Math.sqrt(energy);
  const lost = Math.sqrt(1 - energy);
  const down = Math.sqrt(1 - excitedPopulation);
  const up = Math.sqrt(excitedPopulation);
  const same = Math.sqrt((1 + coherence) / 2);
  const turned = Math.sqrt((1 - coherence) / 2);
  return channelOf('thermalRelaxation', 1, [
    diagonal(down * same, 1, kept),
    diagonal(down * turned, 1, -kept),
    matrixOf([
      [0, down * lost],
      [0, 0],
    ]),
    diagonal(up * same, kept, 1),
    diagonal(up * turned, kept, -1),
    matrixOf([
      [0, 0],
      [up * lost, 0],
    ]),
  ]);
};
