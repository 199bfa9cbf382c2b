import { ProblemError } from '../errors';
import type { QuadraticProgram } from './quadratic-program';
import type { Qubo } from './qubo';

/**
 * The QUBO of a program of binaries and equalities: ± objective + Σ_c A_c (a_c · x − b_c)², to be minimised.
 *
 * - Shapes: one penalty a constraint, in their order. Cost: O(n²) a constraint.
 *
 * @throws {ProblemError} a variable is not binary, or a constraint is no equality.
 */
export const equalitiesToPenalties = (program: QuadraticProgram, penalties: readonly number[]): Qubo => {
  const { variables, quadratic, constraints } = program;
  const size = variables.length;
  requireBinaryEqualities(program);
  const sign = program.sense === 'minimize' ? 1 : -1;
  let constant = sign * program.constant;
  const linear = program.linear.map((one, i) => sign * (one + quadratic[i * (size + 1)]!));
  const couplings = new Float64Array(size * size);
  const couple = (i: number, j: number, amount: number): void => {
    couplings[i * size + j]! += amount;
    couplings[j * size + i]! += amount;
  };
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) couple(i, j, sign * quadratic[i * size + j]!);
  constraints.forEach(({ coefficients, bound }, index) => {
    const penalty = penalties[index] as number;
    constant += penalty * bound * bound;
    for (let i = 0; i < size; i++) {
      const a = coefficients[i]!;
      if (a === 0) continue;
      linear[i]! += penalty * a * (a - 2 * bound);
      for (let j = i + 1; j < size; j++) if (coefficients[j] !== 0) couple(i, j, 2 * penalty * a * coefficients[j]!);
    }
  });
  return { names: variables.map(({ name }) => name), constant, linear, couplings };
};

const requireBinaryEqualities = ({ variables, constraints }: QuadraticProgram): void => {
  const wide = variables.find(({ lower, upper }) => lower !== 0 || upper !== 1);
  const inequality = constraints.find(({ relation }) => relation !== '=');
  if (wide === undefined && inequality === undefined) return;
  throw new ProblemError({
    code: 'NOT_BINARY_EQUALITIES',
    message:
      wide === undefined
        ? `equalitiesToPenalties: ${inequality?.name} is an inequality.`
        : `equalitiesToPenalties: ${wide.name} goes from ${wide.lower} to ${wide.upper}.`,
    remedy: 'Pass the program through inequalitiesToSlack and integersToBinaries first, or use programToQubo.',
  });
};
