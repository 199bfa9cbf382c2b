import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactQubo } from '../solvers/exact-qubo';
import { equalitiesToPenalties } from './equalities-to-penalties';
import { inequalitiesToSlack } from './inequalities-to-slack';
import { integersToBinaries } from './integers-to-binaries';
import { isingToPauliSum, isingToQubo, pauliSumToIsing, quboToIsing } from './ising';
import { programToQubo } from './program-to-qubo';
import {
  programValue,
  programViolations,
  type QuadraticProgram,
  quadraticProgram,
  type Relation,
} from './quadratic-program';
import { quboValue } from './qubo';

/** Every assignment of a small program. */
const assignments = ({ variables }: QuadraticProgram): number[][] =>
  variables.reduce<number[][]>(
    (all, { lower, upper }) =>
      all.flatMap((values) => Array.from({ length: upper - lower + 1 }, (_, step) => [...values, lower + step])),
    [[]],
  );

const isFeasible = (program: QuadraticProgram, values: readonly number[]) =>
  Object.keys(programViolations(program, values)).length === 0;

const bestOf = (program: QuadraticProgram): number | undefined => {
  const values = assignments(program)
    .filter((one) => isFeasible(program, one))
    .map((one) => programValue(program, one));
  if (values.length === 0) return undefined;
  return program.sense === 'minimize' ? Math.min(...values) : Math.max(...values);
};

describe('published conversions', () => {
  // qiskit-optimization (Apache-2.0), test_converters.py: QUBIT_OP_MAXIMIZE_SAMPLE and OFFSET_MAXIMIZE_SAMPLE.
  const program = quadraticProgram({
    variables: { x0: 'binary', x1: 'binary', x2: 'binary', x3: 'binary' },
    sense: 'maximize',
    objective: { linear: { x0: 1, x1: 1, x2: 1, x3: 1 } },
    constraints: [{ name: 'sum1', linear: { x0: 1, x1: 2, x2: 3, x3: 4 }, relation: '=', bound: 3 }],
  });

  it('penalty 10^5 gives the ten Pauli terms and the offset to the last bit', () => {
    const { qubo } = programToQubo(program, { penalties: 1e5 });
    const sum = isingToPauliSum(quboToIsing(qubo));
    const text = sum.map(
      ({ coefficient, factors }) => `${factors.map(({ qubit }) => `Z${qubit}`).join('')} ${coefficient}`,
    );
    expect(text).toEqual([
      ' 1149998',
      'Z0 -199999.5',
      'Z1 -399999.5',
      'Z2 -599999.5',
      'Z3 -799999.5',
      'Z0Z1 100000',
      'Z0Z2 150000',
      'Z0Z3 200000',
      'Z1Z2 300000',
      'Z1Z3 400000',
      'Z2Z3 600000',
    ]);
    const back = isingToQubo(pauliSumToIsing(sum, qubo.names));
    expect(back.constant).toBe(900_000);
    expect([...back.linear]).toEqual([-500_001, -800_001, -900_001, -800_001]);
    expect([0, 1, 2].flatMap((i) => [1, 2, 3].filter((j) => j > i).map((j) => back.couplings[4 * i + j]))).toEqual([
      400_000, 600_000, 800_000, 1_200_000, 1_600_000, 2_400_000,
    ]);
  });

  it('slacks have the ranges of the integer sample', () => {
    const wide = { lower: -3, upper: 3 };
    const { program: slacked } = inequalitiesToSlack(
      quadraticProgram({
        variables: { x0: wide, x1: wide, x2: wide },
        sense: 'minimize',
        objective: {},
        constraints: [
          { name: 'x0x1', linear: { x0: 1, x1: 1 }, relation: '=', bound: 1 },
          { name: 'x1x2', linear: { x1: 1, x2: -1 }, relation: '<=', bound: 2 },
          { name: 'x0x2', linear: { x0: 1, x2: 3 }, relation: '>=', bound: 2 },
        ],
      }),
    );
    expect(slacked.variables.slice(3)).toEqual([
      { name: 'x1x2@slack', lower: 0, upper: 8 },
      { name: 'x0x2@slack', lower: 0, upper: 10 },
    ]);
    expect(slacked.constraints.map(({ coefficients }) => [...coefficients])).toEqual([
      [1, 1, 0, 0, 0],
      [0, 1, -1, 1, 0],
      [1, 0, 3, 0, -1],
    ]);
  });

  it('a whole number from 10 to 13, squared', () => {
    const x = { lower: 10, upper: 13 };
    const { program: binary } = integersToBinaries(
      quadraticProgram({ variables: { x }, sense: 'minimize', objective: { quadratic: [['x', 'x', 1]] } }),
    );
    expect(binary.variables.map(({ name }) => name)).toEqual(['x@0', 'x@1']);
    expect(binary.constant).toBe(100);
    expect([...binary.linear]).toEqual([20, 40]);
    expect([...binary.quadratic]).toEqual([1, 4, 0, 4]);
  });

  it('a number without range becomes a constant', () => {
    const { program: binary, original } = integersToBinaries(
      quadraticProgram({
        variables: { x: { lower: 10, upper: 10 }, y: 'binary' },
        sense: 'minimize',
        objective: {
          linear: { x: 1 },
          quadratic: [
            ['x', 'x', 1],
            ['x', 'y', 2],
          ],
        },
        constraints: [{ linear: { x: 1, y: 1 }, relation: '<=', bound: 100 }],
      }),
    );
    expect(binary.variables.map(({ name }) => name)).toEqual(['y']);
    expect(binary.constant).toBe(110);
    expect([...binary.linear]).toEqual([20]);
    expect(binary.constraints[0]).toMatchObject({ name: 'c0', bound: 90 });
    expect(original([1])).toEqual([10, 1]);
  });
});

const relation = fc.constantFrom<Relation>('<=', '=', '>=');
const small = fc.integer({ min: -4, max: 4 });
const programs = fc
  .record({
    bounds: fc.array(fc.tuple(fc.integer({ min: -2, max: 1 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 3,
    }),
    linear: fc.array(small, { minLength: 3, maxLength: 3 }),
    quadratic: fc.array(small, { minLength: 6, maxLength: 6 }),
    constraints: fc.array(fc.tuple(fc.array(small, { minLength: 3, maxLength: 3 }), relation, small), { maxLength: 2 }),
    sense: fc.constantFrom('minimize' as const, 'maximize' as const),
    step: fc.constantFrom(1, 0.25),
  })
  .map(({ bounds, linear, quadratic, constraints, sense, step }) => {
    const names = bounds.map((_, index) => `v${index}`);
    const pairs = names.flatMap((a, i) => names.slice(i).map((b) => [a, b] as const));
    return quadraticProgram({
      variables: Object.fromEntries(
        bounds.map(([lower, range], index) => [names[index] as string, { lower, upper: lower + range }]),
      ),
      sense,
      objective: {
        constant: 2,
        linear: Object.fromEntries(names.map((name, index) => [name, linear[index] as number])),
        quadratic: pairs.map(([a, b], index) => [a, b, quadratic[index] as number] as const),
      },
      constraints: constraints.map(([coefficients, kind, bound]) => ({
        linear: Object.fromEntries(names.map((name, index) => [name, step * (coefficients[index] as number)])),
        relation: kind,
        bound: step * bound,
      })),
    });
  });

describe('any small program', () => {
  it('whole numbers in binaries keep every value and every constraint', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const { program: binary, original } = integersToBinaries(program);
        const reached = new Set<string>();
        for (const bits of assignments(binary)) {
          const values = original(bits);
          reached.add(values.join());
          expect(programValue(binary, bits)).toBeCloseTo(programValue(program, values), 9);
          expect(isFeasible(binary, bits)).toBe(isFeasible(program, values));
        }
        expect(reached.size).toBe(assignments(program).length);
      }),
      { numRuns: 50 },
    );
  });

  it('slacks exist for exactly what was feasible', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const feasible = assignments(program).filter((values) => isFeasible(program, values));
        let converted: ReturnType<typeof inequalitiesToSlack>;
        try {
          converted = inequalitiesToSlack(program);
        } catch {
          expect(feasible).toEqual([]);
          return;
        }
        if (assignments(converted.program).length > 20_000) return;
        const reached = assignments(converted.program)
          .filter((values) => isFeasible(converted.program, values))
          .map((values) => converted.original(values).join());
        expect(new Set(reached)).toEqual(new Set(feasible.map((values) => values.join())));
        expect(reached).toHaveLength(feasible.length);
      }),
      { numRuns: 50 },
    );
  });

  it('the exact minimum of the QUBO is the exact optimum of the program, with tight and with sufficient penalties', () => {
    fc.assert(
      fc.property(programs, fc.constantFrom('tight' as const, 'sufficient' as const), (program, penalties) => {
        const best = bestOf(program);
        if (best === undefined) return;
        const { qubo, answer } = programToQubo(program, { penalties });
        if (qubo.names.length > 14) return;
        const { isFeasible: isAllowed, objective, violations } = answer(exactQubo(qubo).bits);
        expect(violations).toEqual({});
        expect(isAllowed).toBe(true);
        expect(objective).toBeCloseTo(best, 6);
      }),
      { numRuns: 60 },
    );
  });
});

describe('penalties', () => {
  const selection = quadraticProgram({
    variables: { a: 'binary', b: 'binary', c: 'binary', d: 'binary' },
    sense: 'minimize',
    objective: { linear: { a: -5, b: -3, c: -2, d: -1 }, quadratic: [['a', 'b', 4]] },
    constraints: [{ name: 'count', linear: { a: 1, b: 1, c: 1, d: 1 }, relation: '=', bound: 2 }],
  });

  it('tight ones are just above what the best infeasible assignment gains', () => {
    const minimum = bestOf(selection) as number;
    // The least A for which f(x) + A (Σx − 2)² is above the feasible minimum everywhere.
    const needed = Math.max(
      ...assignments(selection)
        .filter((values) => !isFeasible(selection, values))
        .map((values) => (minimum - programValue(selection, values)) / (values.reduce((a, b) => a + b, 0) - 2) ** 2),
    );
    const { penalties } = programToQubo(selection);
    expect(penalties.count).toBeGreaterThanOrEqual(needed);
    expect(penalties.count).toBeLessThan(needed * 1.04);
    expect(programToQubo(selection, { penalties: 'sufficient' }).penalties.count).toBeCloseTo(5, 4);
  });

  it('are one for each constraint', () => {
    const two = quadraticProgram({
      variables: { a: 'binary', b: 'binary', c: 'binary', d: 'binary' },
      sense: 'maximize',
      objective: { linear: { a: 100, b: 99, c: 1, d: 2 } },
      constraints: [
        { name: 'large', linear: { a: 1, b: 1 }, relation: '=', bound: 1 },
        { name: 'little', linear: { c: 1, d: 1 }, relation: '=', bound: 1 },
      ],
    });
    const { penalties } = programToQubo(two);
    expect(penalties.large).toBeGreaterThan(98);
    expect(penalties.large).toBeLessThan(103);
    expect(penalties.little).toBeLessThan(2.1);
    expect(programToQubo(two, { penalties: { large: 7, little: 8 } }).penalties).toEqual({ large: 7, little: 8 });
    expect(() => programToQubo(two, { penalties: { large: 7 } })).toThrow('penalties has none for little');
    expect(() => programToQubo(two, { penalties: 0 })).toThrow('penalties.large was 0');
  });

  it('above 16 binaries are found by annealing', () => {
    const names = Array.from({ length: 20 }, (_, index) => `x${index}`);
    const program = quadraticProgram({
      variables: Object.fromEntries(names.map((name) => [name, 'binary' as const])),
      sense: 'minimize',
      objective: { linear: Object.fromEntries(names.map((name, index) => [name, -1 - index / 10])) },
      constraints: [{ linear: Object.fromEntries(names.map((name) => [name, 1])), relation: '=', bound: 4 }],
    });
    const { penalties, qubo } = programToQubo(program);
    // One asset more gains at most 1 + 15/10.
    expect(penalties.c0).toBeGreaterThanOrEqual(2.5);
    expect(penalties.c0).toBeLessThan(2.6);
    expect(
      quboValue(
        qubo,
        names.map((_, index) => (index >= 16 ? 1 : 0)),
      ),
    ).toBeCloseTo(-11, 9);
  });
});

describe('refusals', () => {
  const free = { variables: { a: 'binary' as const }, sense: 'minimize' as const, objective: {} };
  it.each([
    [
      { ...free, variables: { a: 'continuous' as never } },
      'variables.a was "continuous"; only binary and bounded whole',
    ],
    [{ ...free, variables: { a: { lower: 0, upper: 0.5 } } }, 'variables.a.upper was 0.5'],
    [{ ...free, variables: { a: { lower: 3, upper: 2 } } }, 'variables.a.upper was 2'],
    [{ ...free, objective: { linear: { b: 1 } } }, 'linear names b, which is no variable'],
    [{ ...free, objective: { quadratic: [['a', 'z', 1]] as never } }, 'quadratic[0] names z'],
    [{ ...free, sense: 'min' as never }, "sense was 'min'"],
    [
      { ...free, constraints: [{ linear: { a: Number.NaN }, relation: '=' as const, bound: 1 }] },
      'constraints.c0.a was NaN',
    ],
    [{ ...free, constraints: [{ linear: {}, relation: '<' as never, bound: 1 }] }, "c0.relation was '<'"],
  ])('%#', (options, message) => {
    expect(() => quadraticProgram(options)).toThrow(message);
  });

  it('slacks need a common step and a constraint that can hold', () => {
    const of = (a: number, bound: number) =>
      quadraticProgram({ ...free, constraints: [{ linear: { a }, relation: '<=', bound }] });
    expect(() => inequalitiesToSlack(of(Math.PI, 1))).toThrow('c0 have no common decimal step');
    expect(() => inequalitiesToSlack(of(1, -1))).toThrow('c0 holds for no values');
    expect(inequalitiesToSlack(of(1, 1)).program.constraints).toEqual([]);
    expect(inequalitiesToSlack(of(1, 0.5)).program.constraints[0]).toMatchObject({ relation: '=', bound: 0 });
  });

  it('penalties are for binaries and equalities', () => {
    const inequality = quadraticProgram({ ...free, constraints: [{ linear: { a: 1 }, relation: '<=', bound: 0 }] });
    expect(() => equalitiesToPenalties(inequality, [1])).toThrow('c0 is an inequality');
    const wide = quadraticProgram({ ...free, variables: { a: { lower: 0, upper: 2 } } });
    expect(() => equalitiesToPenalties(wide, [])).toThrow('a goes from 0 to 2');
  });
});
