/**
 * The most bytes that the tensors of n qubits can take with a bond cap: 32 · Σ left · right, each bond at most the cap and what the
 * qubits on its shorter side can need.
 *
 * @example
 * ```ts
 * import { matrixProductStateBytes } from '@sigmax/quantum-sim/matrix-product-state';
 * matrixProductStateBytes(50, 2); // => 6272
 * ```
 */
export const matrixProductStateBytes = (qubitCount: number, maximumBond: number): number => {
  const bond = (cut: number): number => Math.min(maximumBond, 2 ** Math.min(cut, qubitCount - cut));
  let entries = 0;
  for (let site = 0; site < qubitCount; site++) entries += 2 * bond(site) * bond(site + 1);
  return 16 * entries;
};
