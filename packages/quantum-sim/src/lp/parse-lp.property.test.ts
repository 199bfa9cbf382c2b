import fc from 'fast-check';
import { expect, it } from 'vitest';
import { QuantumError } from '../errors';
import { programValue } from '../problem/quadratic-program';
import { parseLp } from './parse-lp';

const words = [
  'Minimize',
  'Maximize',
  'Subject To',
  'Bounds',
  'Binary',
  'General',
  'End',
  'x',
  'y2',
  'constructor',
  '__proto__',
  'inf',
  'free',
  '3',
  '.5',
  '1e3',
  '+',
  '-',
  '*',
  '^',
  '/',
  '2',
  '[',
  ']',
  ':',
  '<=',
  '>=',
  '=',
  '\\ text',
  '\n',
  '|',
  '→',
];

it('any text is a program or an error of ours', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), fc.boolean(), (parts, isFramed) => {
      const text = isFramed ? `Minimize\n${parts.join(' ')}\nEnd` : parts.join(' ');
      try {
        const { variables } = parseLp(text);
        expect(new Set(variables.map(({ name }) => name)).size).toBe(variables.length);
      } catch (error) {
        expect(QuantumError.isInstance(error)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

it('what is written is read, whatever the names', () => {
  const name = fc.constantFrom('a', 'b', 'constructor', '__proto__', 'toString', 'x_1');
  const whole = fc.integer({ min: -9, max: 9 });
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
      fc.array(whole, { minLength: 14, maxLength: 14 }),
      (names, numbers) => {
        const linear = names.map(
          (one, index) => `${numbers[index]! < 0 ? '-' : '+'} ${Math.abs(numbers[index]!)} ${one}`,
        );
        const squares = names.map((one, index) => `+ ${Math.abs(numbers[4 + index]!)} ${one} ^ 2`);
        const text = `Minimize\n obj: ${linear.join(' ')} + [ ${squares.join(' ')} ] / 2\nBinary\n ${names.join(' ')}\nEnd`;
        const bits = names.map((_, index) => (numbers[8 + index]! > 0 ? 1 : 0));
        const expected = names.reduce(
          (sum, _, index) => sum + bits[index]! * (numbers[index]! + Math.abs(numbers[4 + index]!) / 2),
          0,
        );
        const program = parseLp(text);
        expect(program.variables.map((variable) => variable.name)).toEqual(names);
        expect(programValue(program, bits)).toBeCloseTo(expected, 12);
      },
    ),
  );
});
