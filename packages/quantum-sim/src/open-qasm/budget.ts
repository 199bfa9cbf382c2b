import { errorAt } from './open-qasm-error';
import type { Token } from './token';

/** What a program may still make; so nothing that is written in few words can run for long or fill the memory. */
export interface Budget {
  /** Counts operations of the circuit. */
  spendOperations(count: number, at: Token): void;
  /** Counts what reading does besides: calls, turns of loops, steps of expressions. */
  spendSteps(count: number, at: Token): void;
}

/** How many steps an operation may take on average. */
const stepsPerOperation = 5;

export const createBudget = (maximumOperations: number): Budget => {
  let operations = 0;
  let steps = 0;
  const refuse = (at: Token, what: string): never => {
    throw errorAt(
      at,
      'TOO_LARGE',
      `the program makes more than ${maximumOperations} operations${what}`,
      'Make it smaller, or pass a larger maximumOperations.',
    );
  };
  return {
    spendOperations(count, at) {
      operations += count;
      if (!(operations <= maximumOperations)) refuse(at, '');
    },
    spendSteps(count, at) {
      steps += count;
      if (!(steps <= stepsPerOperation * maximumOperations)) refuse(at, `, or ${stepsPerOperation} steps for each`);
    },
  };
};
