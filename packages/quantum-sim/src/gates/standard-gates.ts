import { gateOf } from './controlled-gate';
import { dcxGate, ecrGate, iswapGate, swapGate } from './exchange-gates';
import type { Gate } from './gate';
import {
  exchangeXxMinusYy,
  exchangeXxPlusYy,
  interactionXx,
  interactionYy,
  interactionZx,
  interactionZz,
} from './interaction-gates';
import { identity, pauliX, pauliY, pauliZ } from './pauli-gates';
import { globalPhase, phaseGate, phaseGateU1 } from './phase-gates';
import { hadamard, inverseRootOfS, inverseRootOfX, inverseRootOfZ, rootOfS, rootOfX, rootOfZ } from './root-gates';
import { rotationX, rotationY, rotationZ } from './rotation-gates';
import { universalGate, universalGateU2, universalGateU3, universalGateWithPhase } from './universal-gates';

/**
 * The gates with names, those of OpenQASM 2 and 3 among them. Controls come first, so `cx` is applied to
 * [control, target]; angles follow the order of OpenQASM.
 *
 * @example
 * ```ts
 * import { circuit, standardGates } from '@sigmax/quantum-sim';
 * Object.keys(standardGates).length; // => 47
 * circuit(2).apply(standardGates.crx, [0, 1], Math.PI).operations.length; // => 1
 * ```
 */
export const standardGates = {
  id: gateOf(identity),
  x: gateOf(pauliX),
  y: gateOf(pauliY),
  z: gateOf(pauliZ),
  h: gateOf(hadamard),
  s: gateOf(rootOfZ),
  sdg: gateOf(inverseRootOfZ),
  t: gateOf(rootOfS),
  tdg: gateOf(inverseRootOfS),
  sx: gateOf(rootOfX),
  sxdg: gateOf(inverseRootOfX),
  p: gateOf(phaseGate),
  rx: gateOf(rotationX),
  ry: gateOf(rotationY),
  rz: gateOf(rotationZ),
  u: gateOf(universalGate),
  u1: gateOf(phaseGateU1),
  u2: gateOf(universalGateU2),
  u3: gateOf(universalGateU3),
  gphase: gateOf(globalPhase),
  cx: gateOf(pauliX, 1),
  cy: gateOf(pauliY, 1),
  cz: gateOf(pauliZ, 1),
  ch: gateOf(hadamard, 1),
  cs: gateOf(rootOfZ, 1),
  csdg: gateOf(inverseRootOfZ, 1),
  csx: gateOf(rootOfX, 1),
  cp: gateOf(phaseGate, 1),
  crx: gateOf(rotationX, 1),
  cry: gateOf(rotationY, 1),
  crz: gateOf(rotationZ, 1),
  cu: gateOf(universalGateWithPhase, 1),
  cu1: gateOf(phaseGateU1, 1),
  cu3: gateOf(universalGateU3, 1),
  swap: gateOf(swapGate),
  iswap: gateOf(iswapGate),
  ecr: gateOf(ecrGate),
  dcx: gateOf(dcxGate),
  rxx: gateOf(interactionXx),
  ryy: gateOf(interactionYy),
  rzz: gateOf(interactionZz),
  rzx: gateOf(interactionZx),
  xx_plus_yy: gateOf(exchangeXxPlusYy),
  xx_minus_yy: gateOf(exchangeXxMinusYy),
  ccx: gateOf(pauliX, 2),
  ccz: gateOf(pauliZ, 2),
  cswap: gateOf(swapGate, 1),
} as const satisfies Readonly<Record<string, Gate>>;

export type StandardGateName = keyof typeof standardGates;
