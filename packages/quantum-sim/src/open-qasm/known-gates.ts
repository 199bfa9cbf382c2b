import type { BaseGate, Gate } from '../gates/gate';
import { type StandardGateName, standardGates } from '../gates/standard-gates';

/** Finds the name of a standard gate among some, by what it does and not by what it is called. */
export const knownGates = (names: readonly StandardGateName[]): ((gate: Gate) => string | undefined) => {
  const found = new Map<BaseGate, Map<number, string>>();
  for (const name of names) {
    const { base, controlCount } = standardGates[name];
    if (!found.has(base)) found.set(base, new Map());
    found.get(base)!.set(controlCount, name);
  }
  return ({ base, controlCount }) => found.get(base)?.get(controlCount);
};

const standardBases: ReadonlySet<BaseGate> = new Set(Object.values(standardGates).map(({ base }) => base));

/** Whether a gate's definition holds for all of its angles and can have its name. */
export const isStandardBase = (base: BaseGate): boolean => standardBases.has(base);
