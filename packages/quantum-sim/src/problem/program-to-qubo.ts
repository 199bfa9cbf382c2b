import { ProblemError } from '../errors';
import { requireKnownKeys, requirePositive } from './checks';
import { equalitiesToPenalties } from './equalities-to-penalties';
import { inequalitiesToSlack } from './inequalities-to-slack';
import { integersToBinaries } from './integers-to-binaries';
import { programValue, programViolations, type QuadraticProgram } from './quadratic-program';
import type { Qubo } from './qubo';
import { sufficientPenalties, tightPenalties } from './tight-penalties';

export interface ProgramToQuboOptions {
  /**
   * `tight` (default): as small as keeps the minimiser feasible. `sufficient`: large enough by bounds alone. Or one number for all,
   * or one by constraint name.
   */
  readonly penalties?: 'tight' | 'sufficient' | number | Readonly<Record<string, number>>;
  /** For annealing while penalties are made tight, above 16 binaries. Defaults to 1. */
  readonly seed?: number;
}

/** What an assignment of the QUBO means in the program. */
export interface ProgramAnswer {
  readonly values: Readonly<Record<string, number>>;
  readonly objective: number;
  readonly isFeasible: boolean;
  /** By how much each constraint that does not hold is missed. */
  readonly violations: Readonly<Record<string, number>>;
}

export interface ProgramQubo {
  readonly qubo: Qubo;
  /** The penalty of each constraint that was turned into one. */
  readonly penalties: Readonly<Record<string, number>>;
  /** Reads bits in the order of the QUBO's names. */
  readonly answer: (bits: ArrayLike<number>) => ProgramAnswer;
}

const chosenPenalties = (
  program: QuadraticProgram,
  { penalties = 'tight', seed = 1 }: ProgramToQuboOptions,
): number[] => {
  if (penalties === 'tight') return tightPenalties(program, seed);
  if (penalties === 'sufficient') return sufficientPenalties(program);
  return program.constraints.map(({ name }) => {
    const penalty = typeof penalties === 'number' ? penalties : new Map(Object.entries(penalties)).get(name);
    if (penalty !== undefined) return requirePositive(penalty, `programToQubo: penalties.${name}`);
    throw new ProblemError({
      code: 'PENALTY_MISSING',
      message: `programToQubo: penalties has none for ${name}.`,
      remedy: 'Name a penalty for each constraint.',
      context: { constraint: name },
    });
  });
};

/**
 * The QUBO of a quadratic program: inequalities get slacks, whole numbers binaries, equalities penalties, each of its own size.
 *
 * - State: none. Cost: `tight` solves the QUBO about ten times a constraint.
 *
 * @throws {ProblemError} a slack has no common step, a constraint holds for no values, or a penalty is missing.
 * @throws {QuantumOptionsError} a penalty is not above 0.
 * @example
 * ```ts
 * import { exactQubo, programToQubo, quadraticProgram } from '@sigmax/quantum-sim';
 * const program = quadraticProgram({
 *   variables: { a: 'binary', b: 'binary', lots: { lower: 0, upper: 3 } },
 *   sense: 'maximize',
 *   objective: { linear: { a: 3, b: 2, lots: 2 } },
 *   constraints: [{ name: 'cash', linear: { a: 2, b: 2, lots: 1 }, relation: '<=', bound: 4 }],
 * });
 * const { qubo, answer } = programToQubo(program);
 * answer(exactQubo(qubo).bits); // => { values: { a: 1, b: 0, lots: 2 }, objective: 7, isFeasible: true, violations: {} }
 * ```
 */
export const programToQubo = (program: QuadraticProgram, options: ProgramToQuboOptions = {}): ProgramQubo => {
  requireKnownKeys(options, ['penalties', 'seed'], 'programToQubo');
  const slack = inequalitiesToSlack(program);
  const binary = integersToBinaries(slack.program);
  const penalties = chosenPenalties(binary.program, options);
  return {
    qubo: equalitiesToPenalties(binary.program, penalties),
    penalties: Object.fromEntries(
      binary.program.constraints.map(({ name }, index) => [name, penalties[index] as number]),
    ),
    answer: (bits) => {
      const values = slack.original(binary.original(bits));
      const violations = programViolations(program, values);
      return {
        values: Object.fromEntries(program.variables.map(({ name }, index) => [name, values[index] as number])),
        objective: programValue(program, values),
        isFeasible: Object.keys(violations).length === 0,
        violations,
      };
    },
  };
};
