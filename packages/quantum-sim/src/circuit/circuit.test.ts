import { describe, expect, it } from 'vitest';
import { standardGates } from '../gates/standard-gates';
import { parameter } from './angle';
import { type Circuit, circuit } from './circuit';
import { flatten } from './flatten';

/** A circuit in a line: names, angles and qubits. */
const text = (of: Circuit): string =>
  flatten(of)
    .map((operation) => {
      if (operation.kind === 'gate') {
        const { gate, angles, qubits } = operation;
        const shown = angles.map((angle) =>
          typeof angle === 'number' ? angle : `${angle.terms[0]!.factor}${angle.terms[0]!.name}`,
        );
        return `${gate.name}${shown.length === 0 ? '' : `(${shown.join(',')})`} ${qubits.join(',')}`;
      }
      if (operation.kind === 'measure') return `measure ${operation.qubit}>${operation.bit}`;
      if (operation.kind === 'reset') return `reset ${operation.qubit}`;
      if (operation.kind === 'barrier') return `barrier ${operation.qubits.join(',')}`;
      return `if ${operation.condition.bits.join(',')}=${operation.condition.value} ${operation.body.length}/${operation.otherwise.length}`;
    })
    .join('; ');

describe('a circuit', () => {
  it('never changes', () => {
    const start = circuit(2).h(0);
    const left = start.x(1);
    const right = start.z(1);
    expect([text(start), text(left), text(right)]).toEqual(['h 0', 'h 0; x 1', 'h 0; z 1']);
    expect(text(left.y(0))).toBe('h 0; x 1; y 0');
    expect(start.operations).toBe(start.operations);
  });

  it('holds 100,000 gates without copying them each time', () => {
    let long = circuit(1);
    for (let index = 0; index < 100_000; index++) long = long.x(0);
    expect(long.operations).toHaveLength(100_000);
  });

  it('has a method for every common gate', () => {
    const all = circuit(3)
      .id(0)
      .x(0)
      .y(0)
      .z(0)
      .h(0)
      .s(0)
      .sdg(0)
      .t(0)
      .tdg(0)
      .sx(0)
      .sxdg(0)
      .p(1, 0)
      .rx(1, 0)
      .ry(1, 0)
      .rz(1, 0)
      .u(1, 2, 3, 0)
      .u1(1, 0)
      .u2(1, 2, 0)
      .u3(1, 2, 3, 0)
      .gphase(1)
      .cx(0, 1)
      .cy(0, 1)
      .cz(0, 1)
      .ch(0, 1)
      .cp(1, 0, 1)
      .crx(1, 0, 1)
      .cry(1, 0, 1)
      .crz(1, 0, 1)
      .cu(1, 2, 3, 4, 0, 1)
      .swap(0, 1)
      .iswap(0, 1)
      .ecr(0, 1)
      .dcx(0, 1)
      .rxx(1, 0, 1)
      .ryy(1, 0, 1)
      .rzz(1, 0, 1)
      .rzx(1, 0, 1)
      .xxPlusYy(1, 2, 0, 1)
      .xxMinusYy(1, 2, 0, 1)
      .ccx(0, 1, 2)
      .ccz(0, 1, 2)
      .cswap(0, 1, 2)
      .mcx([0, 1], 2)
      .mcp(1, [0, 1], 2);
    expect(text(all)).toBe(
      'id 0; x 0; y 0; z 0; h 0; s 0; sdg 0; t 0; tdg 0; sx 0; sxdg 0; p(1) 0; rx(1) 0; ry(1) 0; rz(1) 0; u(1,2,3) 0; ' +
        'u1(1) 0; u2(1,2) 0; u3(1,2,3) 0; gphase(1) ; cx 0,1; cy 0,1; cz 0,1; ch 0,1; cp(1) 0,1; crx(1) 0,1; cry(1) 0,1; ' +
        'crz(1) 0,1; cu(1,2,3,4) 0,1; swap 0,1; iswap 0,1; ecr 0,1; dcx 0,1; rxx(1) 0,1; ryy(1) 0,1; rzz(1) 0,1; ' +
        'rzx(1) 0,1; xx_plus_yy(1,2) 0,1; xx_minus_yy(1,2) 0,1; ccx 0,1,2; ccz 0,1,2; cswap 0,1,2; ccx 0,1,2; ccp(1) 0,1,2',
    );
  });

  it('applies one-qubit gates to each qubit that is named', () => {
    expect(text(circuit(3).h(0, 1, 2).rx(0.5, 2, 0))).toBe('h 0; h 1; h 2; rx(0.5) 2; rx(0.5) 0');
    expect(text(circuit(3).h())).toBe('');
  });

  it('knows its parameters by their first use, in inner circuits too', () => {
    const inner = circuit(1).rx(parameter('c').plus(parameter('a')), 0);
    const outer = circuit(2)
      .rz(parameter('b'), 0)
      .add(inner, [1])
      .when(0, 1, circuit(1).rx(parameter('d'), 0), inner);
    expect(outer.parameterNames).toEqual(['b', 'c', 'a', 'd']);
  });
});

describe('composition', () => {
  const bell = circuit(2).h(0).cx(0, 1);

  it('maps qubits and bits', () => {
    const inner = circuit(2, 1).add(bell, [1, 0]).measure(0, 0);
    expect(text(circuit(4, 3).add(inner, [3, 2], [1]))).toBe('h 2; cx 2,3; measure 3>1');
    expect(text(circuit(3, 0).add(bell, [2, 0]))).toBe('h 2; cx 2,0');
  });

  it('repeats', () => {
    expect(text(bell.repeat(2))).toBe('h 0; cx 0,1; h 0; cx 0,1');
    expect(text(bell.repeat(0))).toBe('');
    expect(bell.repeat(1_000_000).operations).toHaveLength(1);
    expect(() => bell.repeat(1.5)).toThrow('count was 1.5');
  });

  it('has inverses, of trees and of parameters too', () => {
    const theta = parameter('t');
    const tree = circuit(3)
      .s(0)
      .add(bell.repeat(2), [2, 1])
      .barrier()
      .rx(theta, 0)
      .u2(0.5, 0.25, 1)
      .iswap(0, 1)
      .dcx(0, 2);
    expect(text(tree.inverse())).toBe(
      `dcx 2,0; xx_plus_yy(${Math.PI},0) 0,1; u2(${-0.25 - Math.PI},${-0.5 + Math.PI}) 1; rx(-1t) 0; barrier 0,1,2; ` +
        'cx 2,1; h 2; cx 2,1; h 2; sdg 0',
    );
    expect(text(circuit(2).u2(theta, 1, 0).inverse())).toBe(`u2(${-1 - Math.PI},-1t) 0`);
    expect(text(circuit(2).apply('csdg', [1, 0]).inverse())).toBe('cs 1,0');
  });

  it('has controls, which come first', () => {
    expect(text(bell.gphase(0.5).barrier(0).controlled())).toBe('ch 0,1; ccx 0,1,2; p(0.5) 0; barrier 1');
    expect(text(circuit(2).add(bell, [1, 0]).controlled(2))).toBe('cch 0,1,3; mcx 0,1,3,2');
  });

  it('cannot undo or control what measures', () => {
    const one = circuit(1);
    for (const part of [one.measure(0), one.reset(0), one.when(0, 1, one.x(0)), circuit(1).add(one.measure(0))]) {
      expect(() => part.inverse()).toThrow('inverse: the circuit has a');
      expect(() => part.controlled()).toThrow('controlled: the circuit has a');
    }
  });
});

it('measures, resets and asks bits', () => {
  const body = circuit(1).x(0);
  expect(text(circuit(2).reset(0, 1).measureAll().when([1, 0], 2, body, body.repeat(2)).barrier(1))).toBe(
    'reset 0; reset 1; measure 0>0; measure 1>1; if 1,0=2 1/2; barrier 1',
  );
  const moved = circuit(3).add(circuit(2).when(1, 1, circuit(2).cx(0, 1)), [2, 1], [0, 2]);
  expect(flatten(moved)[0]).toMatchObject({ condition: { bits: [2] }, body: [{ qubits: [2, 1] }] });
});

describe('a mistake', () => {
  const two = circuit(2);
  it.each([
    ['h: qubit was 2, the circuit has 2 qubits. Pass 0 to 1.', () => two.h(2)],
    ['h: qubit was -1', () => two.h(-1)],
    ['h: qubit was 0.5', () => two.h(0.5)],
    ['cx: qubit 1 was given twice', () => two.cx(1, 1)],
    ['rx: an angle was NaN', () => two.rx(Number.NaN, 0)],
    ['cx: was given 1 qubits. Pass 2 qubits', () => two.apply('cx', [0])],
    ['rx: was given 0 angles. Pass 1 angles', () => two.apply(standardGates.rx, [0])],
    ['apply: gate was "nope"', () => two.apply('nope' as 'x', [0])],
    ['measure: bit was 3, the circuit has 2 bits', () => two.measure(0, 3)],
    ['measure: qubit was 5', () => two.measure(5, 0)],
    ['measure: bit was 0, the circuit has 0 bits. Make the circuit with more bits', () => circuit(1, 0).measure(0)],
    ['reset: qubit was 2', () => two.reset(2)],
    ['barrier: qubit was 2', () => two.barrier(2)],
    ['when: value was 2 of 1 bits', () => two.when(0, 2, two)],
    ['when: value was 0 of 0 bits', () => two.when([], 0, two)],
    ['when: the inner circuit has 3 qubits', () => two.when(0, 1, circuit(3))],
    ['add: qubit was 2', () => two.add(circuit(3))],
    ['add: was given 1 qubits and 0 bits', () => two.add(two, [0])],
    ['add: bit was 4', () => two.add(circuit(1).measure(0), [0], [4])],
    ['circuit: qubitCount was 0', () => circuit(0)],
    ['circuit: bitCount was -1', () => circuit(1, -1)],
    ['controlled: count was NaN', () => two.controlled(Number.NaN)],
  ])('%s', (message, act) => {
    expect(act).toThrow(message);
  });
});
