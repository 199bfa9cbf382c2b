import type { Angle } from '../circuit/angle';
import type { GateOperation } from '../circuit/operation';
import { CircuitError } from '../errors';
import { gateOf } from '../gates/controlled-gate';
import { pauliRotation } from '../gates/custom-gates';
import type { BaseGate, Gate } from '../gates/gate';
import { type StandardGateName, standardGates } from '../gates/standard-gates';
import { borrowedFlip } from './borrowed-flip';
import { boundMatrix, largestEntryDifference, lowerDiagonal, lowerMatrix, phasesOf } from './lower-unitary';
import { type GateList, on, scaled, sumOf, withControls } from './operation-list';

type Rule = (...angles: Angle[]) => GateList;

/** Standard gates without controls, by others on the same qubits; exact, phases included. */
const rules: Readonly<Partial<Record<StandardGateName, Rule>>> = {
  sxdg: () => [on('h', [0]), on('sdg', [0]), on('h', [0])],
  u1: (lambda) => [on('p', [0], lambda!)],
  u2: (phi, lambda) => [on('u', [0], Math.PI / 2, phi!, lambda!)],
  u3: (theta, phi, lambda) => [on('u', [0], theta!, phi!, lambda!)],
  swap: () => [on('cx', [0, 1]), on('cx', [1, 0]), on('cx', [0, 1])],
  iswap: () => [on('s', [0]), on('s', [1]), on('h', [0]), on('cx', [0, 1]), on('cx', [1, 0]), on('h', [1])],
  ecr: () => [on('rzx', [0, 1], Math.PI / 4), on('x', [0]), on('rzx', [0, 1], -Math.PI / 4)],
  dcx: () => [on('cx', [0, 1]), on('cx', [1, 0])],
  rzz: (theta) => [on('cx', [0, 1]), on('rz', [1], theta!), on('cx', [0, 1])],
  rxx: (theta) => [on('h', [0]), on('h', [1]), on('rzz', [0, 1], theta!), on('h', [0]), on('h', [1])],
  ryy: (theta) => {
    const turned = (angle: number): GateList => [on('rx', [0], angle), on('rx', [1], angle)];
    return [...turned(Math.PI / 2), on('rzz', [0, 1], theta!), ...turned(-Math.PI / 2)];
  },
  rzx: (theta) => [on('h', [1]), on('rzz', [0, 1], theta!), on('h', [1])],
  xx_plus_yy: (theta, beta) => [
    on('rz', [1], scaled(beta!, -1)),
    on('rxx', [0, 1], scaled(theta!, 0.5)),
    on('ryy', [0, 1], scaled(theta!, 0.5)),
    on('rz', [1], beta!),
  ],
  xx_minus_yy: (theta, beta) => [
    on('rz', [1], scaled(beta!, -1)),
    on('rxx', [0, 1], scaled(theta!, 0.5)),
    on('ryy', [0, 1], scaled(theta!, -0.5)),
    on('rz', [1], beta!),
  ],
};

const ruleOf: ReadonlyMap<BaseGate, Rule> = new Map(
  (Object.keys(rules) as StandardGateName[]).map((name) => [standardGates[name].base, rules[name]!]),
);

/** e^(iγ) u(θ, φ, λ), which has a name with a control only. */
const universalWithPhase = standardGates.cu.base;

/** The letters of a rotation by a product of Pauli matrices, if the gate is one. */
export const pauliLetters = (base: BaseGate): string | undefined => {
  const letters = /^r([ixyz]{1,5})$/.exec(base.name)?.[1]?.toUpperCase();
  if (letters === undefined || letters.length !== base.qubitCount || base.angleCount !== 1) return undefined;
  const same = pauliRotation(letters).base;
  return largestEntryDifference(boundMatrix(base, [0.7]), boundMatrix(same, [0.7])) < 1e-12 ? letters : undefined;
};

const lowerPauliRotation = (letters: string, theta: Angle): GateList => {
  const places = [...letters].flatMap((letter, qubit) => (letter === 'I' ? [] : [{ letter, qubit }]));
  const last = places.at(-1)?.qubit;
  if (last === undefined) return [on('gphase', [], scaled(theta, -0.5))];
  const turned = (sign: 1 | -1): GateList =>
    places.flatMap(({ letter, qubit }) => {
      if (letter === 'Z') return [];
      return [letter === 'X' ? on('h', [qubit]) : on('rx', [qubit], (sign * Math.PI) / 2)];
    });
  const ladder = places.slice(0, -1).map(({ qubit }) => on('cx', [qubit, last]));
  return [...turned(1), ...ladder, on('rz', [last], theta), ...[...ladder].reverse(), ...turned(-1)];
};

const numbersOf = (base: BaseGate, angles: readonly Angle[]): readonly number[] =>
  angles.map((angle) => {
    if (typeof angle === 'number') return angle;
    throw new CircuitError({
      code: 'UNBOUND_PARAMETER',
      message: `the gate ${base.name} has a parameter and no decomposition that holds for all of its angles.`,
      remedy: 'Pass values for the parameters.',
      context: { gate: base.name },
    });
  });

const lowerBase = (base: BaseGate, angles: readonly Angle[]): GateList => {
  const rule = ruleOf.get(base);
  if (rule !== undefined) return rule(...angles);
  if (base === universalWithPhase) return [on('gphase', [], angles[3]!), on('u', [0], ...angles.slice(0, 3))];
  const letters = pauliLetters(base);
  if (letters !== undefined) return lowerPauliRotation(letters, angles[0]!);
  const matrix = boundMatrix(base, numbersOf(base, angles));
  return base.structure === 'diagonal' ? lowerDiagonal(phasesOf(matrix)) : lowerMatrix(matrix);
};

type ControlledRule = (controls: readonly number[], target: number, angles: readonly Angle[]) => GateList;

const x = (controls: readonly number[], target: number): GateOperation => withControls(on('x', [target]), controls);
const p = (angle: Angle, controls: readonly number[], target: number): GateOperation =>
  withControls(on('p', [target], angle), controls);

/** The gate between two others that undo each other. */
const between = (before: GateOperation, middle: GateOperation, after: GateOperation): GateList => [
  before,
  middle,
  after,
];

/** A rotation is undone by half of it on the other side of two flips; without the flips both halves cancel. */
const halves = (name: 'ry' | 'rz', theta: Angle, controls: readonly number[], target: number): GateList => [
  on(name, [target], scaled(theta, 0.5)),
  x(controls, target),
  on(name, [target], scaled(theta, -0.5)),
  x(controls, target),
];

const phased =
  (angle: number): ControlledRule =>
  (controls, target) => [p(angle, controls, target)];

const controlledPhase: ControlledRule = (controls, target, [lambda]) => {
  const last = controls.at(-1)!;
  const others = controls.slice(0, -1);
  if (others.length === 0) return [on('cp', [last, target], lambda!)];
  const half = scaled(lambda!, 0.5);
  // The target is idle while the other controls flip the last one, so it can be borrowed.
  const flips = others.length < 3 ? [x(others, last)] : borrowedFlip(others, last, target);
  return [
    on('cp', [last, target], half),
    ...flips,
    on('cp', [last, target], scaled(half, -1)),
    ...flips,
    p(half, others, target),
  ];
};

/** Barenco et al. 1995, arXiv quant-ph/9503016, lemmas 4.3 and 5.1. */
const controlledUniversal: ControlledRule = (controls, target, [theta, phi, lambda]) => {
  const sum = sumOf(phi!, lambda!);
  return [
    withControls(on('gphase', [], scaled(sum, 0.5)), controls),
    on('rz', [target], scaled(sumOf(lambda!, scaled(phi!, -1)), 0.5)),
    x(controls, target),
    on('rz', [target], scaled(sum, -0.5)),
    on('ry', [target], scaled(theta!, -0.5)),
    x(controls, target),
    on('ry', [target], scaled(theta!, 0.5)),
    on('rz', [target], phi!),
  ];
};

const controlledRules: ReadonlyMap<BaseGate, ControlledRule> = new Map<BaseGate, ControlledRule>([
  [standardGates.id.base, (_, target) => [on('id', [target])]],
  [standardGates.x.base, (controls, t) => between(on('h', [t]), p(Math.PI, controls, t), on('h', [t]))],
  [standardGates.y.base, (controls, t) => between(on('sdg', [t]), x(controls, t), on('s', [t]))],
  [standardGates.z.base, (controls, t) => between(on('h', [t]), x(controls, t), on('h', [t]))],
  [
    standardGates.h.base,
    (controls, t) => {
      const z = withControls(on('z', [t]), controls);
      return between(on('ry', [t], -Math.PI / 4), z, on('ry', [t], Math.PI / 4));
    },
  ],
  [standardGates.s.base, phased(Math.PI / 2)],
  [standardGates.sdg.base, phased(-Math.PI / 2)],
  [standardGates.t.base, phased(Math.PI / 4)],
  [standardGates.tdg.base, phased(-Math.PI / 4)],
  [standardGates.sx.base, (controls, t) => between(on('h', [t]), p(Math.PI / 2, controls, t), on('h', [t]))],
  [standardGates.sxdg.base, (controls, t) => between(on('h', [t]), p(-Math.PI / 2, controls, t), on('h', [t]))],
  [standardGates.p.base, controlledPhase],
  [standardGates.u1.base, controlledPhase],
  [standardGates.rz.base, (controls, t, [theta]) => halves('rz', theta!, controls, t)],
  [standardGates.ry.base, (controls, t, [theta]) => halves('ry', theta!, controls, t)],
  [
    standardGates.rx.base,
    (controls, t, [theta]) => between(on('h', [t]), withControls(on('rz', [t], theta!), controls), on('h', [t])),
  ],
  [standardGates.u.base, controlledUniversal],
]);

/**
 * A gate as simpler ones on the qubits 0, 1, …, one step at a time: exact, phases included.
 *
 * @throws {CircuitError} The gate is one of its own with a parameter that has no value.
 */
export const lowerGate = ({ base, controlCount }: Gate, angles: readonly Angle[]): GateList => {
  if (controlCount === 0) return lowerBase(base, angles);
  const controls = Array.from({ length: controlCount }, (_, index) => index);
  if (base.qubitCount === 0) {
    const phase = gateOf(standardGates.p.base, controlCount - 1);
    return [{ kind: 'gate', gate: phase, qubits: controls, angles }];
  }
  const rule = controlledRules.get(base);
  if (rule !== undefined) return rule(controls, controlCount, angles);
  return lowerBase(base, angles).map((operation) => {
    const qubits = operation.qubits.map((qubit) => qubit + controlCount);
    return withControls({ ...operation, qubits }, controls);
  });
};
