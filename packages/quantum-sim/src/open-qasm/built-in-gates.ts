import type { Angle } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import type { GateOperation, Operation } from '../circuit/operation';
import { controlled } from '../gates/controlled-gate';
import { type Gate, gateQubitCount } from '../gates/gate';
import { type StandardGateName, standardGates } from '../gates/standard-gates';
import type { GateDefinition } from './gate-definition';
import type { Version } from './syntax';

type Gates = ReadonlyMap<string, GateDefinition>;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const call = (gate: Gate, angles: readonly Angle[]): GateOperation => ({
  kind: 'gate',
  gate,
  qubits: upTo(gateQubitCount(gate)),
  angles,
});

const define = (
  angleCount: number,
  qubitCount: number,
  isReplaceable: boolean,
  make: (angles: readonly Angle[]) => readonly Operation[],
): GateDefinition => ({ angleCount, qubitCount, depth: 0, isInline: true, isReplaceable, make });

const fromGate = (gate: Gate, isReplaceable: boolean): GateDefinition =>
  define(gate.base.angleCount, gateQubitCount(gate), isReplaceable, (angles) => [call(gate, angles)]);

const fromCircuit = (made: Circuit): GateDefinition => define(0, made.qubitCount, true, () => made.operations);

const named = (names: readonly StandardGateName[], isReplaceable: boolean): [string, GateDefinition][] =>
  names.map((name) => [name, fromGate(standardGates[name], isReplaceable)]);

/** −(a + b) / 2 */
const minusHalf = (a: Angle, b: Angle): Angle => {
  if (typeof a !== 'number') return a.plus(b).times(-0.5);
  return typeof b === 'number' ? -(a + b) / 2 : b.plus(a).times(-0.5);
};

const half = (angle: Angle): Angle => (typeof angle === 'number' ? angle / 2 : angle.times(0.5));

const { id, cx, gphase, u, u2, p, x, sx } = standardGates;

/** The Toffoli gates up to relative phases of qelib1.inc, as its text has them. */
const rccx = (): Circuit => {
  const quarter = Math.PI / 4;
  const start = circuit(3, 0).h(2).p(quarter, 2).cx(1, 2).p(-quarter, 2).cx(0, 2);
  return start.p(quarter, 2).cx(1, 2).p(-quarter, 2).h(2);
};

const rc3x = (): Circuit => {
  const quarter = Math.PI / 4;
  const edge = circuit(4, 0).h(3).p(quarter, 3).cx(2, 3).p(-quarter, 3).h(3);
  const half = circuit(4, 0).cx(0, 3).p(quarter, 3).cx(1, 3).p(-quarter, 3);
  return circuit(4, 0).add(edge).add(half).add(half).add(edge);
};

/** What qelib1.inc had in the paper (Cross et al. 2017, arXiv 1707.03429): programs may not define these otherwise. */
const paperNames = `u3 u2 u1 cx id x y z h s sdg t tdg rx ry rz cz cy ch ccx crz cu1 cu3`.split(' ');

/** What later versions of qelib1.inc added; older programs define some of them themselves. */
const laterNames = `u p sx sxdg swap cswap crx cry cp csx cu rxx rzz`.split(' ');

const qelib1 = (): Gates =>
  new Map([
    ...named(paperNames as StandardGateName[], false),
    ...named(laterNames as StandardGateName[], true),
    ['u0', define(1, 1, true, () => [call(id, [])])],
    ['rccx', fromCircuit(rccx())],
    ['rc3x', fromCircuit(rc3x())],
    ['c3x', fromGate(controlled(x, 3), true)],
    ['c3sqrtx', fromGate(controlled(sx, 3), true)],
    ['c4x', fromGate(controlled(x, 4), true)],
  ]);

const standard3Names = `p x y z h s sdg t tdg sx rx ry rz cx cy cz cp crx cry crz ch swap ccx cswap cu id u1`.split(
  ' ',
);

/** The gates of stdgates.inc; its u2 and u3 have determinant 1 and so another phase than those of OpenQASM 2. */
const stdgates = (): Gates =>
  new Map([
    ...named(standard3Names as StandardGateName[], false),
    ['CX', fromGate(cx, false)],
    ['phase', fromGate(p, false)],
    ['cphase', fromGate(standardGates.cp, false)],
    [
      'u2',
      define(2, 1, false, ([phi, lambda]) => [call(gphase, [minusHalf(phi!, lambda!)]), call(u2, [phi!, lambda!])]),
    ],
    [
      'u3',
      define(3, 1, false, ([theta, phi, lambda]) => [
        call(gphase, [minusHalf(phi!, lambda!)]),
        call(u, [theta!, phi!, lambda!]),
      ]),
    ],
  ]);

/** U(θ, φ, λ) of OpenQASM 3 is e^(iθ/2) times that of OpenQASM 2 (specification 3.0, built-in gates). */
const universal3 = define(3, 1, false, (angles) => [call(gphase, [half(angles[0]!)]), call(u, angles)]);

/** The gates that need no include. */
export const gatesOfLanguage: Readonly<Record<Version, () => Gates>> = {
  2: () =>
    new Map([
      ['U', fromGate(u, false)],
      ['CX', fromGate(cx, false)],
    ]),
  3: () =>
    new Map([
      ['U', universal3],
      ['gphase', fromGate(gphase, false)],
    ]),
};

/** The file that each version has for including, and what is in it. */
export const includeFile: Readonly<Record<Version, { readonly name: string; readonly gates: () => Gates }>> = {
  2: { name: 'qelib1.inc', gates: qelib1 },
  3: { name: 'stdgates.inc', gates: stdgates },
};
