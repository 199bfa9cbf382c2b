import { cosine, sine } from '../portable-math';
import { requireWhole } from '../problem/checks';

/** The waves at each layer: row l, column k. */
const waves = (layers: number, count: number, wave: (x: number) => number): number[][] =>
  Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: count }, (_, k) => wave(((k + 0.5) * (layer + 0.5) * Math.PI) / layers)),
  );

/**
 * Smooth angles from few amplitudes: γ_l = Σ_k u_k sin((k − ½)(l − ½)π / p), β_l = Σ_k v_k cos((k − ½)(l − ½)π / p).
 *
 * - Shapes: amplitudes [u_1 … u_q, v_1 … v_q], returns [γ_1 … γ_p, β_1 … β_p].
 *
 * Source: Zhou et al. 2020, "Quantum approximate optimization algorithm: performance, mechanism, and implementation on near-term
 * devices", equation 8 (FOURIER).
 *
 * @throws {QuantumOptionsError} `layers` is not a whole number from 1.
 * @example
 * ```ts
 * import { fourierAngles } from '@sigmax/quantum-sim/qaoa';
 * fourierAngles([1, -1], 2).map((one) => one.toFixed(3)); // => ['0.383', '0.924', '-0.924', '-0.383']
 * ```
 */
export const fourierAngles = (amplitudes: ArrayLike<number>, layers: number): number[] => {
  requireWhole(layers, 'fourierAngles: layers', 1);
  const count = amplitudes.length / 2;
  const sum = (row: readonly number[], at: number) =>
    row.reduce((total, one, k) => total + one * (amplitudes[at + k] as number), 0);
  return [
    ...waves(layers, count, sine).map((row) => sum(row, 0)),
    ...waves(layers, count, cosine).map((row) => sum(row, count)),
  ];
};

/** The derivatives by the amplitudes from those by the angles. */
export const fourierGradient = (gradient: ArrayLike<number>, count: number): number[] => {
  const layers = gradient.length / 2;
  const sum = (rows: readonly number[][], at: number, k: number) =>
    rows.reduce((total, row, layer) => total + (row[k] as number) * (gradient[at + layer] as number), 0);
  const sines = waves(layers, count, sine);
  const cosines = waves(layers, count, cosine);
  return [
    ...Array.from({ length: count }, (_, k) => sum(sines, 0, k)),
    ...Array.from({ length: count }, (_, k) => sum(cosines, layers, k)),
  ];
};
