import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import { controlled } from '../gates/controlled-gate';
import { pauliRotation } from '../gates/custom-gates';
import { type Gate, gateQubitCount } from '../gates/gate';
import { standardGates } from '../gates/standard-gates';
import { pauliSum } from '../measurement/pauli-sum';
import { adjointGradient } from './adjoint-gradient';
import type { Differentiable } from './differentiable';
import { parameterShiftGradient } from './parameter-shift';

const observable = pauliSum([
  [0.7, 'X0'],
  [-1.2, 'Z1 Z2'],
  [0.4, 'Y0 Y1'],
  [0.9, 'Z0 X1 Y2'],
  [0.3, 'X3 Z0'],
  [2, ''],
]);

/** Differences over five points, whose error is of fourth order. */
const differences = ({ value }: Differentiable, at: readonly number[]): number[] =>
  at.map((own, index) => {
    const step = 1e-3;
    const near = (k: number): number => value(at.with(index, own + k * step));
    return (8 * (near(1) - near(-1)) - (near(2) - near(-2))) / (12 * step);
  });

const start = (n: number): Circuit => {
  let mixed = circuit(n);
  for (let qubit = 0; qubit < n; qubit++)
    mixed = mixed.u(0.4 + qubit, 1.3 * qubit, 0.2, qubit).cx(qubit, (qubit + 1) % n);
  return mixed;
};

const end = (c: Circuit): Circuit => {
  let mixed = c;
  for (let qubit = 0; qubit < c.qubitCount; qubit++) mixed = mixed.u(0.9, 0.3 + qubit, 0.7, qubit);
  return mixed.cz(0, 3).cx(1, 2);
};

const expectSlopes = (of: Circuit, at: readonly number[]): void => {
  const adjoint = adjointGradient(of, observable);
  const shift = parameterShiftGradient(of, observable);
  const expected = differences(adjoint, at);
  for (const method of [adjoint, shift]) {
    const { value, gradient } = method.valueAndGradient(at);
    expect(value).toBeCloseTo(adjoint.value(at), 13);
    expect(method.parameterNames).toEqual(of.parameterNames);
    expected.forEach((slope, index) => {
      expect(Math.abs(gradient[index]! - slope)).toBeLessThan(1e-9);
    });
  }
  const [a, b] = [adjoint, shift].map((method) => method.valueAndGradient(at).gradient);
  a!.forEach((slope, index) => {
    expect(slope).toBeCloseTo(b![index]!, 12);
  });
};

const withAngles = (Object.entries(standardGates) as [string, Gate][]).filter(([, { base }]) => base.angleCount > 0);

describe.each([
  ...withAngles,
  ...withAngles
    .filter(([name]) => ['u', 'rxx', 'xx_plus_yy', 'p', 'gphase', 'ry'].includes(name))
    .map(([name, gate]) => [`${name} with another control`, controlled(gate)] as const),
  ['rxyz', pauliRotation('XYZ')] as const,
])('the derivatives of %s', (_, gate) => {
  it('are those of differences, by both methods', () => {
    const names = ['a', 'b', 'c', 'd'].slice(0, gate.base.angleCount);
    const qubits = [2, 0, 3, 1].slice(0, gateQubitCount(gate));
    const of = end(start(4).apply(gate, qubits, ...names.map(parameter)));
    expectSlopes(of, [0.7, -1.1, 2.3, 0.4].slice(0, names.length));
  });
});

describe('a gradient', () => {
  it('follows the chain rule through expressions and repeated parameters', () => {
    const [a, b] = [parameter('a'), parameter('b')];
    const inner = circuit(2).rzz(a.times(-2).plus(b), 0, 1).rx(b.times(0.5).plus(1), 0);
    const of = end(start(4).add(inner, [1, 3]).ry(a, 2).add(inner.repeat(2), [0, 2]).crx(a.minus(b), 3, 0));
    expectSlopes(of, [0.4, -0.9]);
  });

  it('of 15 qubits is right too', () => {
    const names = ['a', 'b', 'c'];
    let of = start(15).barrier();
    for (let qubit = 0; qubit < 15; qubit++)
      of = of.rx(parameter(names[qubit % 3]!), qubit).rzz(parameter('b'), qubit, (qubit + 1) % 15);
    const { value, valueAndGradient } = adjointGradient(of, observable);
    const { gradient } = valueAndGradient([0.3, 0.2, -0.5]);
    const step = 1e-4;
    expect(gradient[1]).toBeCloseTo((value([0.3, 0.2 + step, -0.5]) - value([0.3, 0.2 - step, -0.5])) / (2 * step), 5);
  });

  it('is empty without parameters', () => {
    expect(adjointGradient(circuit(1).h(0), pauliSum([[3, 'X0']])).valueAndGradient([]).gradient).toHaveLength(0);
  });

  it('is one of gates only', () => {
    const measured = circuit(1).rx(parameter('a'), 0).measure(0);
    expect(() => adjointGradient(measured, observable)).toThrow('adjointGradient: the circuit has a measure operation');
    expect(() => parameterShiftGradient(measured, observable)).toThrow(
      'parameterShiftGradient: the circuit has a measure',
    );
  });

  it('needs the qubits of the observable', () => {
    expect(() => adjointGradient(circuit(1), observable).value([])).toThrow('acts on qubit');
  });
});
