import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import { flatten } from '../circuit/flatten';
import { QuantumError } from '../errors';
import { exactDistribution } from '../measurement/exact-distribution';
import { simulate } from '../state-vector/simulator';
import { exportOpenQasm3 } from './export-open-qasm-3';
import { importOpenQasm } from './import-open-qasm';
import { OpenQasmError } from './open-qasm-error';
import { unitaryDifference } from './unitary-difference.test-helper';

const two = (...lines: string[]): Circuit =>
  importOpenQasm(['OPENQASM 2.0;', 'include "qelib1.inc";', ...lines].join('\n')).circuit;
const three = (...lines: string[]): Circuit =>
  importOpenQasm(['OPENQASM 3.0;', 'include "stdgates.inc";', ...lines].join('\n')).circuit;

const same = (a: Circuit, b: Circuit): void => {
  expect(unitaryDifference.of(a, b, 'exact')).toBeLessThan(2e-15);
};

/** The angle of the only gate. */
const angle = (expression: string, version: 2 | 3 = 2): unknown => {
  const read = version === 2 ? two('qreg q[1];', `rx(${expression}) q[0];`) : three('qubit q;', `rx(${expression}) q;`);
  const [operation] = flatten(read);
  return operation!.kind === 'gate' ? operation!.angles[0] : undefined;
};

describe('expressions', () => {
  it.each([
    ['pi', Math.PI],
    ['-pi/4', -Math.PI / 4],
    ['2*pi/3', (2 * Math.PI) / 3],
    ['1+2*3', 7],
    ['(1+2)*3', 9],
    ['8-4-2', 2],
    ['8/4/2', 1],
    ['-2^2', -4],
    ['2^3^2', 512],
    ['2^-1', 0.5],
    ['(-2)^3', -8],
    ['--1', 1],
    ['+1', 1],
    ['sin(0)+cos(0)+tan(0)', 1],
    ['sqrt(2)*sqrt(2)', 2.0000000000000004],
    ['ln(exp(2))', 2],
    ['1.5e-3', 0.0015],
    ['.5', 0.5],
    ['2.', 2],
  ])('%s is %d', (text, value) => {
    expect(angle(text)).toBe(value);
  });

  it.each([
    ['2**3', 8],
    ['7 % 3', 1],
    ['-7 % 3', 2],
    ['mod(7.5, 2)', 1.5],
    ['0x1f', 31],
    ['0b101', 5],
    ['1_000', 1000],
    ['tau/π', 2],
    ['arccos(0)', Math.PI / 2],
    ['arcsin(1)', Math.PI / 2],
    ['arctan(1)', Math.PI / 4],
    ['log(euler)', 1],
    ['floor(1.5)+ceiling(1.5)', 3],
    ['pow(2, 10)', 1024],
    ['6/3', 2],
    ['1.0/2', 0.5],
  ])('%s is %d in OpenQASM 3', (text, value) => {
    expect(angle(text, 3)).toBe(value);
  });

  it('keeps long sums off the stack', () => {
    expect(angle(Array.from({ length: 50_000 }, () => '1').join('+'))).toBe(50_000);
  });
});

describe('OpenQASM 2', () => {
  it('spreads gates over registers, single qubits beside them', () => {
    const read = two('qreg a[2];', 'qreg b[2];', 'qreg c[1];', 'h a;', 'cx a, b;', 'cx c[0], a;', 'u3(1, 2, 3) b;');
    const expected = circuit(5, 0).h(0, 1).cx(0, 2).cx(1, 3).cx(4, 0).cx(4, 1).u3(1, 2, 3, 2, 3);
    expect(flatten(read)).toEqual(flatten(expected));
  });

  it('measures, resets and bars whole registers', () => {
    const read = two('qreg q[2];', 'creg e[1];', 'creg c[2];', 'measure q -> c;', 'reset q;', 'barrier q, q[0];');
    expect(flatten(read)).toEqual(flatten(circuit(2, 3).measure(0, 1).measure(1, 2).reset(0, 1).barrier(0, 1)));
  });

  it('defines gates with angles and expressions, in each other', () => {
    const read = two(
      'gate half(t) a { rx(t/2) a; }',
      'gate both(t, s) a, b { half(t+s) a; barrier a, b; cx a, b; half(-sin(s)) b; }',
      'gate nothing a { }',
      'qreg q[2];',
      'both(1, 2) q[1], q[0];',
      'nothing q;',
    );
    same(
      read,
      circuit(2)
        .rx(1.5, 1)
        .cx(1, 0)
        .rx(-Math.sin(2) / 2, 0),
    );
    expect(read.operations.map(({ kind }) => kind)).toEqual(['circuit']);
  });

  it('compares whole registers of any size', () => {
    const read = two(
      'qreg q[1];',
      'creg c[70];',
      'x q[0];',
      'measure q[0] -> c[69];',
      'if (c == 590295810358705651712) x q[0];',
      'measure q[0] -> c[0];',
    );
    expect(Object.keys(exactDistribution(read))).toEqual([`1${'0'.repeat(69)}`]);
    const other = two('qreg q[1];', 'creg c[2];', 'if (c == 4) x q[0];');
    expect(other.operations).toEqual([]);
  });

  it('has the gates of qelib1.inc that have no name here', () => {
    const quarter = Math.PI / 4;
    const rccx = circuit(3)
      .h(2)
      .p(quarter, 2)
      .cx(1, 2)
      .p(-quarter, 2)
      .cx(0, 2)
      .p(quarter, 2)
      .cx(1, 2)
      .p(-quarter, 2)
      .h(2);
    same(two('qreg q[3];', 'rccx q[0], q[1], q[2];'), rccx);
    const probabilities = (bits: string): number[] => {
      const flips = [...bits].map((bit, qubit) => (bit === '1' ? `x q[${qubit}];` : '')).join('');
      return Array.from(simulate(two('qreg q[4];', flips, 'rc3x q[0], q[1], q[2], q[3];')).probabilities());
    };
    expect(probabilities('1110')[15]).toBeCloseTo(1, 14);
    expect(probabilities('1100')[3]).toBeCloseTo(1, 14);
    same(two('qreg q[5];', 'c4x q[0], q[1], q[2], q[3], q[4];'), circuit(5).mcx([0, 1, 2, 3], 4));
    same(two('qreg q[2];', 'u0(1) q[0];', 'U(1, 2, 3) q[1];', 'CX q[0], q[1];'), circuit(2).u(1, 2, 3, 1).cx(0, 1));
  });

  it('lets a program define a gate that only later files have', () => {
    same(two('gate sx a { x a; }', 'qreg q[1];', 'sx q[0];'), circuit(1).x(0));
  });
});

describe('OpenQASM 3', () => {
  it('applies modifiers from the gate outwards', () => {
    same(
      three(
        'qubit[3] q;',
        'ctrl @ inv @ s q[0], q[1];',
        'ctrl(2) @ x q[0], q[1], q[2];',
        'negctrl @ ctrl @ z q[2], q[0], q[1];',
      ),
      circuit(3).apply('csdg', [0, 1]).ccx(0, 1, 2).x(2).ccz(2, 0, 1).x(2),
    );
  });

  it('repeats, inverts and halves by pow', () => {
    same(three('qubit q;', 'pow(3) @ s q;', 'pow(-1) @ t q;', 'pow(0) @ x q;'), circuit(1).s(0).s(0).s(0).tdg(0));
    const roots: [string, Circuit][] = [
      ['x', circuit(1).sx(0)],
      ['z', circuit(1).s(0)],
      ['s', circuit(1).t(0)],
      ['id', circuit(1).id(0)],
      ['rx(1.2)', circuit(1).rx(0.6, 0)],
      ['p(-3)', circuit(1).p(-1.5, 0)],
      ['sdg', circuit(1).tdg(0)],
    ];
    for (const [gate, expected] of roots) same(three('qubit q;', `pow(0.5) @ ${gate} q;`), expected);
    const twice = three('qubit q;', 'pow(0.25) @ h q;', 'pow(0.75) @ h q;');
    expect(unitaryDifference.of(twice, circuit(1).h(0), 'exact')).toBeLessThan(1e-14);
    same(three('qubit[2] q;', 'ctrl @ pow(0.5) @ x q[0], q[1];'), circuit(2).apply('csx', [0, 1]));
  });

  it('has the phases of the specification, which controls make visible', () => {
    const u = three('qubit[2] q;', 'ctrl @ U(1, 2, 3) q[0], q[1];');
    same(u, circuit(2).cu(1, 2, 3, 0.5, 0, 1));
    same(three('qubit[2] q;', 'ctrl @ u3(1, 2, 3) q[0], q[1];'), circuit(2).cu(1, 2, 3, -2.5, 0, 1));
    same(three('qubit[2] q;', 'ctrl @ gphase(0.4) q[0];', 'gphase(1);'), circuit(2).p(0.4, 0).gphase(1));
    same(three('qubit[2] q;', 'gate f(t) a { gphase(t); }', 'ctrl @ f(0.4) q[0], q[1];'), circuit(2).p(0.4, 0));
  });

  it('runs loops over constant ranges and sets', () => {
    const read = three(
      'const int n = 4;',
      'qubit[n] q;',
      'for int i in [0:n-2] { cx q[i], q[i+1]; }',
      'for uint[8] i in [3:-2:0] rx(i*pi/2) q[i];',
      'for int i in {0, 2} { const float a = i/2.0; rz(a) q[-1-i]; }',
      'for int i in [1:0] { x q[0]; }',
    );
    const expected = circuit(4, 0).cx(0, 1).cx(1, 2).cx(2, 3);
    same(
      read,
      expected
        .rx((3 * Math.PI) / 2, 3)
        .rx(Math.PI / 2, 1)
        .rz(0, 3)
        .rz(1, 1),
    );
  });

  it('has aliases, ranges, sets and joined registers', () => {
    const read = three(
      'qubit[4] q;',
      'qubit r;',
      'let a = q[1:2] ++ r;',
      'let e = q[0:2:3];',
      'x a;',
      'h e;',
      'z q[{3, 0}];',
      'y a[1];',
      's q[-1];',
    );
    same(read, circuit(5).x(1, 2, 4).h(0, 2).z(3, 0).y(2).s(3));
  });

  it('makes inputs into parameters', () => {
    const read = three(
      'input float[64] theta;',
      'input array[float[64], 2] b;',
      'qubit q;',
      'rx(2*theta - 1 + b[1]/2) q;',
    );
    expect(read.parameterNames).toEqual(['theta', 'b[1]']);
    const expected = parameter('theta').times(2).plus(-1).plus(parameter('b[1]').times(0.5));
    expect(flatten(read)).toEqual(flatten(circuit(1, 0).rx(expected, 0)));
    const text = exportOpenQasm3(read);
    expect(text).toContain('input float[64] theta;\ninput array[float[64], 2] b;');
    expect(flatten(importOpenQasm(text).circuit)).toEqual(flatten(read));
    expect(exportOpenQasm3(read, { parameters: { theta: 1, 'b[1]': 2 } })).toContain('rx(2) q[0];');
  });

  it('chooses by measured bits, and by constants before anything runs', () => {
    const read = three(
      'qubit[3] q;',
      'bit[2] c;',
      'bit d = measure q[2];',
      'c[0] = measure q[0];',
      'measure q[1] -> c[1];',
      'if (c == 2) x q[0]; else { x q[1]; h q[1]; }',
      'if (c[0] == 1 && !d) { z q[0]; }',
      'if (!(c == 1)) z q[1];',
      'if (int[3](c) != 3) y q[0];',
      'if (1 + 1 == 2) s q[0]; else t q[0];',
      'if (false) x q[2];',
    );
    const inner = circuit(3, 3);
    const expected = circuit(3, 3)
      .measure(2, 2)
      .measure(0, 0)
      .measure(1, 1)
      .when([0, 1], 2, inner.x(0), inner.x(1).h(1))
      .when([0, 2], 1, inner.z(0))
      .when([0, 1], 1, inner, inner.z(1))
      .when([0, 1], 3, inner, inner.y(0))
      .s(0);
    expect(flatten(read)).toEqual(flatten(expected));
    expect(flatten(importOpenQasm(exportOpenQasm3(read)).circuit)).toEqual(flatten(expected));
  });

  it('writes repeated circuits as loops', () => {
    const step = circuit(2).h(0).cx(0, 1);
    const text = exportOpenQasm3(circuit(2).add(step.repeat(1_000_000_000)));
    expect(text).toContain('for uint repetition1 in [1:1000000000] {\n  h q[0];');
  });

  it('reads a program without a version when it is told', () => {
    const text = 'include "stdgates.inc"; qubit q; h q;';
    expect(importOpenQasm(text, { version: 3 }).circuit.operations.length).toBe(1);
    expect(() => importOpenQasm(text)).toThrow(/line 1, column 1: "include" stands where the version should/);
  });
});

const problem = (text: string, options = {}): OpenQasmError => {
  try {
    importOpenQasm(text, options);
  } catch (error) {
    if (error instanceof OpenQasmError) return error;
    throw error;
  }
  throw new Error('The program was read.');
};

describe('what is wrong is told with its place', () => {
  const head = 'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[2];\ncreg c[2];\n';

  it.each([
    ['hh q[0];', 'UNKNOWN_GATE', 1, 'hh'],
    ['h r[0];', 'UNKNOWN_NAME', 3, 'r'],
    ['h c;', 'WRONG_KIND', 3, 'c'],
    ['h q[2];', 'OUT_OF_RANGE', 3, 'q'],
    ['h q[-1];', 'OUT_OF_RANGE', 3, 'q'],
    ['h q[0.5];', 'NOT_WHOLE', 5, '0.5'],
    ['cx q[0], q[0];', 'QUBIT_TWICE', 10, 'q'],
    ['cx q;', 'WRONG_COUNT', 1, 'cx'],
    ['rx q[0];', 'WRONG_COUNT', 1, 'rx'],
    ['rx(1, 2) q[0];', 'WRONG_COUNT', 1, 'rx'],
    ['rx(1/0) q[0];', 'DIVISION_BY_ZERO', 5, '/'],
    ['rx(ln(-1)) q[0];', 'NOT_FINITE', 4, 'ln'],
    ['rx(1e999) q[0];', 'INVALID_NUMBER', 4, '1e999'],
    ['rx(foo(1)) q[0];', 'UNKNOWN_FUNCTION', 4, 'foo'],
    ['rx(sin(1, 2)) q[0];', 'WRONG_COUNT', 4, 'sin'],
    ['rx(a) q[0];', 'UNKNOWN_NAME', 4, 'a'],
    ['rx(1 q[0];', 'SYNTAX', 6, 'q'],
    ['rx() q[0]', 'SYNTAX', 10, 'the end of the text'],
    ['h q[0]', 'SYNTAX', 7, 'the end of the text'],
    ['qreg q[2];', 'DECLARED_TWICE', 6, 'q'],
    ['qreg r[0];', 'INVALID_SIZE', 6, 'r'],
    ['qreg r[1000000];', 'INVALID_SIZE', 6, 'r'],
    ['qreg h[1];', 'DECLARED_TWICE', 6, 'h'],
    ['creg pi[1];', 'DECLARED_TWICE', 6, 'pi'],
    ['opaque magic(a) b;', 'OPAQUE_GATE', 1, 'opaque'],
    ['include "other.inc";', 'UNKNOWN_FILE', 9, '"other.inc"'],
    ['include 3;', 'SYNTAX', 9, '3'],
    ['measure q -> c[0];', 'SIZE_MISMATCH', 9, 'q'],
    ['measure q;', 'SYNTAX', 10, ';'],
    ['if (q == 1) x q[0];', 'WRONG_KIND', 5, 'q'],
    ['if (c != 1) x q[0];', 'SYNTAX', 7, '!='],
    ['gate h a { }', 'DECLARED_TWICE', 6, 'h'],
    ['gate g a { g a; }', 'UNKNOWN_GATE', 12, 'g'],
    ['gate g a { x b; }', 'UNKNOWN_NAME', 14, 'b'],
    ['gate g a { x q; }', 'UNKNOWN_NAME', 14, 'q'],
    ['gate g a { x a[0]; }', 'NOT_A_REGISTER', 14, 'a'],
    ['gate g a, b { cx a, a; }', 'QUBIT_TWICE', 21, 'a'],
    ['gate g a, a { }', 'DECLARED_TWICE', 11, 'a'],
    ['gate g(t) a { rx(s) a; }', 'UNKNOWN_NAME', 18, 's'],
    ['gate g a { measure a -> c[0]; }', 'SYNTAX', 22, '->'],
    ['gate g a { x a;', 'SYNTAX', 16, 'the end of the text'],
    ['x q[0]; §', 'UNKNOWN_CHARACTER', 9, '§'],
    ['x q[0]; /* and', 'OPEN_COMMENT', 9, '/*'],
    ['include "qelib1.inc', 'OPEN_STRING', 9, '"'],
    ['rx(2x) q[0];', 'INVALID_NUMBER', 4, '2'],
  ])('%s', (line, code, column, text) => {
    const error = problem(head + line);
    expect([error.code, error.line, error.column, error.text]).toEqual([code, 5, column, text]);
    expect(error.message).toMatch(/^importOpenQasm: line 5, column \d+: .+\. .+\.$/);
    expect(error.remedy).toMatch(/\.$/);
    expect(error.context).toEqual({ line: 5, column, text });
  });

  it.each([
    ['while (true) { }', 'while at 2:1'],
    ['def f(qubit a) { }', 'def at 2:1'],
    ['int x = 3;', 'int variable at 2:1'],
    ['angle a;', 'angle at 2:1'],
    ['box { }', 'box at 2:1'],
    ['measure q;', 'measure without a bit at 2:1'],
    ['c = 1;', 'assignment at 2:5'],
    ['c[0] |= 1;', '|= at 2:6'],
    ['x $0;', 'a hardware qubit at 2:3'],
    ['if (c[0] || c[1]) x q;', '|| at 2:10'],
    ['if (c < 2) x q;', '< of measured bits at 2:7'],
    ['if (c) x q;', 'a register as a condition at 2:5'],
    ['if (c[0:1] == 1) x q;', 'a range in an expression at 2:8'],
    ['@keep x q;', 'an annotation at 2:1'],
    ['#pragma x', 'pragma at 2:1'],
    ['pragma x', 'pragma at 2:1'],
    ['const angle a = 1;', 'const angle at 2:7'],
    ['input int n;', 'input int at 2:7'],
    ['delay[100ns] q;', 'a duration at 2:7'],
    ['rx(2im) q;', 'an imaginary number at 2:4'],
    ['output bit o;', 'output at 2:1'],
    ['rx(1 << 2) q;', 'operator << at 2:6'],
    ['rx(2 ^ 2) q;', 'operator ^ at 2:6'],
    ['for float f in [0:1] { }', 'for over float at 2:5'],
    ['for int i in c { }', 'for over something else than a range or a set at 2:14'],
    ['if (c[0]) { bit d; }', 'a register in a block at 2:17'],
    ['pow(0.5) @ swap q, r;', 'pow(0.5) of a gate on 2 qubits at 2:1'],
    ['gate g a { reset a; }', '"reset" in a gate at 2:12'],
  ])('unsupported: %s', (line, what) => {
    const error = problem(`OPENQASM 3.0; include "stdgates.inc"; qubit q; qubit r; bit[2] c;\n${line}`);
    expect(error.message.startsWith(`unsupported: ${what}. `)).toBe(true);
    expect(error.code).toBe('UNSUPPORTED');
  });

  it.each([
    ['rx(1/2) q;', 'INEXACT_DIVISION'],
    ['const int n = 3.5;', 'NOT_WHOLE'],
    ['input float a; rx(sin(a)) q;', 'NOT_AFFINE'],
    ['input float a; rx(a*a) q;', 'NOT_AFFINE'],
    ['input float a; rx(1/a) q;', 'NOT_AFFINE'],
    ['input float a; const float b = a;', 'NOT_CONSTANT'],
    ['ctrl(0) @ x q;', 'WRONG_COUNT'],
    ['ctrl(1000) @ x q;', 'WRONG_COUNT'],
    ['for int i in [0:0:1] { }', 'ZERO_STEP'],
    ['x q[0];', 'NOT_A_REGISTER'],
  ])('%s', (line, code) => {
    expect(problem(`OPENQASM 3.0; include "stdgates.inc"; qubit q;\n${line}`).code).toBe(code);
  });

  it.each(['', 'OPENQASM', 'OPENQASM 4.0;', 'OPENQASM 2.0', 'OPENQASM 2.0;', 'qreg q[1];', '\u0000', '/*'])(
    'the text %j',
    (text) => {
      expect(problem(text)).toBeInstanceOf(QuantumError);
    },
  );

  it('refuses an option that is none', () => {
    expect(() => importOpenQasm('', { maximumOperations: 0 })).toThrow(/maximumOperations was 0/);
  });
});

describe('a text that is made to do harm is refused', () => {
  const gates = (count: number, body: (name: string) => string): string => {
    const lines = Array.from({ length: count }, (_, index) => `gate g${index + 1} a { ${body(`g${index}`)} }`);
    return ['OPENQASM 2.0;', 'gate g0 a { }', ...lines, 'qreg q[1];', `g${count} q[0];`].join('\n');
  };

  it.each([
    ['gates that double, empty at the bottom', gates(60, (name) => `${name} a; ${name} a;`), 'TOO_LARGE'],
    ['gates in gates in gates', gates(1000, (name) => `${name} a;`), 'TOO_DEEP'],
    ['brackets', `OPENQASM 2.0; qreg q[1]; U(${'('.repeat(100_000)}`, 'TOO_DEEP'],
    ['signs', `OPENQASM 2.0; qreg q[1]; U(${'-'.repeat(100_000)}1, 0, 0) q[0];`, 'TOO_DEEP'],
    ['powers', `OPENQASM 2.0; qreg q[1]; U(${'1^'.repeat(100_000)}1, 0, 0) q[0];`, 'TOO_DEEP'],
    ['blocks', `OPENQASM 3.0; qubit q; ${'for int i in [0:1] {'.repeat(100_000)}`, 'TOO_DEEP'],
    ['ifs', `OPENQASM 3.0; qubit q; ${'if (true) '.repeat(100_000)}`, 'TOO_DEEP'],
    ['a long loop', 'OPENQASM 3.0; qubit q; for int i in [0:1000000000000000] { }', 'TOO_LARGE'],
    ['loops in loops', `OPENQASM 3.0; qubit q; ${'for int i in [0:1000] '.repeat(8)} U(0, 0, 0) q;`, 'TOO_LARGE'],
    ['a large power', 'OPENQASM 3.0; qubit q; pow(1000000) @ pow(1000) @ U(0, 0, 0) q;', 'TOO_LARGE'],
    ['modifiers', `OPENQASM 3.0; qubit q; ${'pow(2) @ '.repeat(10_000)} U(0, 0, 0) q;`, 'TOO_DEEP'],
    ['powers of powers', `OPENQASM 3.0; qubit q; ${'pow(1e300) @ '.repeat(90)} U(0, 0, 0) q;`, 'TOO_LARGE'],
    [
      'a long number in a loop',
      `OPENQASM 3.0; qubit q; bit c; for int i in [0:1000000] { if (c == ${'9'.repeat(300)}) { } }`,
      'TOO_LARGE',
    ],
    [
      'aliases that double',
      `OPENQASM 3.0; qubit[9] q; let a0 = q ++ q; ${Array.from({ length: 60 }, (_, k) => `let a${k + 1} = a${k} ++ a${k};`).join(' ')}`,
      'TOO_LARGE',
    ],
    ['barriers of many qubits', `OPENQASM 2.0; qreg q[65536]; ${'barrier q;'.repeat(1000)}`, 'TOO_LARGE'],
    ['gates on many qubits', `OPENQASM 2.0; qreg q[65536]; ${'U(0, 0, 0) q;'.repeat(100)}`, 'TOO_LARGE'],
  ])('%s', (_, text, code) => {
    expect(problem(text).code).toBe(code);
  });

  it('repeats nothing any number of times, and calls gates on many qubits', () => {
    const empty = 'OPENQASM 3.0; gate none a { } qubit q; pow(1e300) @ none q;';
    expect(importOpenQasm(empty).circuit.operations).toEqual([]);
    const names = Array.from({ length: 30_000 }, (_, index) => `a${index}`).join(',');
    const many = `OPENQASM 2.0; gate g ${names} { U(0, 0, 0) a7; } qreg q[30000]; g ${names.replace(/a(\d+)/g, 'q[$1]')};`;
    expect(flatten(importOpenQasm(many).circuit).length).toBe(1);
  });

  it('counts against the limit that is given', () => {
    const text = 'OPENQASM 2.0; qreg q[3]; U(0, 0, 0) q; U(0, 0, 0) q;';
    expect(importOpenQasm(text, { maximumOperations: 6 }).circuit.operations.length).toBe(6);
    expect(problem(text, { maximumOperations: 5 }).code).toBe('TOO_LARGE');
  });
});
