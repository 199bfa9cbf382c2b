import type { BaseGate } from '../gates/gate';
import { traitsOf } from '../plan/matrix-traits';

const known = new WeakMap<BaseGate, BaseGate>();

/** The gate whose matrix is the complex conjugate; a gate whose matrix is real is its own. */
export const conjugateGate = (base: BaseGate): BaseGate => {
  const found = known.get(base);
  if (found !== undefined) return found;
  const conjugate: BaseGate = traitsOf(base).isReal
    ? base
    : {
        ...base,
        name: `${base.name}*`,
        writeMatrix(out, angles) {
          base.writeMatrix(out, angles);
          for (let at = 0; at < out.im.length; at++) out.im[at] = 0 - out.im[at]!;
        },
      };
  known.set(base, conjugate);
  return conjugate;
};
