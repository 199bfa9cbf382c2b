import { type ComplexMatrix, setEntry, zeroMatrix } from './complex-matrix';
import { type Gate, gateQubitCount } from './gate';

/**
 * The whole matrix of a gate, its controls included; the first qubit is the least significant bit of a row's number.
 *
 * @example
 * ```ts
 * import { gateMatrix, standardGates } from '@sigmax/quantum-sim';
 * Array.from(gateMatrix(standardGates.cx).re); // => [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]
 * ```
 */
export const gateMatrix = (gate: Gate, angles: readonly number[] = []): ComplexMatrix => {
  const { base, controlCount } = gate;
  const inner = zeroMatrix(2 ** base.qubitCount);
  base.writeMatrix(inner, angles);
  const out = zeroMatrix(2 ** gateQubitCount(gate));
  const controls = 2 ** controlCount - 1;
  for (let row = 0; row < out.size; row++) {
    if ((row & controls) !== controls) {
      setEntry(out, row, row, 1, 0);
      continue;
    }
    for (let column = 0; column < inner.size; column++) {
      const at = (row >> controlCount) * inner.size + column;
      setEntry(out, row, (column << controlCount) | controls, inner.re[at]!, inner.im[at]!);
    }
  }
  return out;
};
