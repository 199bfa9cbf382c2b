import { describe, expect, it } from 'vitest';
import { programValue } from '../problem/quadratic-program';
import { parseLp } from './parse-lp';

const text = String.raw`\ A portfolio
Minimize
 obj: - 0.5 x0 + 2e-1 x1
      + 3 + [ 2 x0 ^ 2 - 4 x0 * x1 + x1 ^2 ] / 2   \ risk
Subject To
 budget: x0 + x1
         + lots = 3
 lots - 2 x0 >= -1
 c9: 2 lots < 7
Bounds
 -2 <= lots <= 4
Binaries
 x0 x1
Generals
 lots
End`;

it('reads objective, products, constraints, bounds and kinds', () => {
  const program = parseLp(text);
  expect(program.sense).toBe('minimize');
  expect(program.variables).toEqual([
    { name: 'x0', lower: 0, upper: 1 },
    { name: 'x1', lower: 0, upper: 1 },
    { name: 'lots', lower: -2, upper: 4 },
  ]);
  expect(programValue(program, [1, 1, 0])).toBeCloseTo(-0.5 + 0.2 + 3 + (2 - 4 + 1) / 2, 14);
  expect(program.constraints.map(({ name, relation, bound }) => [name, relation, bound])).toEqual([
    ['budget', '=', 3],
    ['c1', '>=', -1],
    ['c9', '<=', 7],
  ]);
  expect([...program.constraints[1]!.coefficients]).toEqual([-2, 0, 1]);
});

it('reads bounds in each form, and a constant on the left of a constraint', () => {
  const { variables, constraints } = parseLp(`max
 a + b + c + d
st
 a + 2 <= 5
bounds
 a <= 9
 3 >= b
 c = 2
 -1.5 <= d
 d <= 2.5
general
 a b c d
end`);
  expect(variables.map(({ lower, upper }) => [lower, upper])).toEqual([
    [0, 9],
    [0, 3],
    [2, 2],
    [-1, 2],
  ]);
  expect(constraints[0]?.bound).toBe(3);
});

describe('says where and what', () => {
  it.each([
    ['x + y\nEnd', "expected Minimize or Maximize at line 1: 'x'"],
    ['Minimize\n x\nEnd', 'x is continuous'],
    ['Minimize\n x\nGeneral\n x\nEnd', 'x is general from 0 to Infinity'],
    ['Minimize\n x\nBounds\n x free\nGeneral\n x\nEnd', 'x is general from -Infinity to Infinity'],
    ['Minimize\n x\nSubject To\n c: [ x ^ 2 ] <= 1\nEnd', "quadratic constraints are not read at line 4: 'c'"],
    ['Minimize\n x\nSubject To\n c: x 1\nEnd', "expected <=, = or >= at line 5: 'end'"],
    ['Minimize\n [ x ^ 3 ]\nEnd', 'only squares are read at line 2'],
    ['Minimize\n [ x y ]\nEnd', "expected * or ^ at line 2: 'y'"],
    ['Minimize\n x\nSemi-Continuous\n x\nEnd', "this section is not read at line 3: 'unread'"],
    ['Minimize\n x | y\nEnd', "line 2 cannot be read from ' | y'"],
    ['Minimize\n x', 'expected a section at the end'],
    ['', 'the file ends too soon'],
  ])('%j', (broken, message) => {
    expect(() => parseLp(broken)).toThrow(message);
  });
});
