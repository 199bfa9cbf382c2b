import { ProblemError } from '../errors';
import { portfolioSelection } from '../problem/portfolio-selection';
import type { SelectionProblem } from '../solvers/selection-problem';
import { spreadRingOrder } from '../subspace/ring-order';
import type { AllocationDecision } from './allocation-decision';
import { type AnsatzCircuit, ansatzCircuit } from './ansatz-circuit';

const missing = (what: string, field: string, decision: AllocationDecision): ProblemError =>
  new ProblemError({
    code: 'DECISION_WITHOUT',
    message: `${what}: decision ${decision.sequence}, decided by ${decision.decidedBy}, has no ${field}.`,
    remedy:
      field === 'circuit' ? "Pass one that was decided by 'qaoa'." : "Pass one of another method than 'equal-weight'.",
    context: { sequence: decision.sequence, decidedBy: decision.decidedBy },
  });

/**
 * The problem that a decision solved, from its plain data.
 *
 * @throws {ProblemError} it was a decision for equal weights, which solved none.
 */
export const decisionProblem = (decision: AllocationDecision): SelectionProblem => {
  const { estimate, universe, choose, riskAversion } = decision;
  if (estimate === undefined) throw missing('decisionProblem', 'estimate', decision);
  const { means, covariance } = estimate;
  return portfolioSelection({ assets: universe, expectedReturns: means, covariance, riskAversion, choose });
};

/**
 * The circuit that a decision was measured from, in parts and as a whole: to draw it, to export it, to run it elsewhere. Qubit i is
 * `universe[i]`.
 *
 * @throws {ProblemError} the decision had no circuit, or one with a mixer that is no product of gates on two qubits.
 */
export const decisionCircuit = (decision: AllocationDecision): AnsatzCircuit => {
  const { circuit } = decision;
  if (circuit === undefined) throw missing('decisionCircuit', 'circuit', decision);
  const { qubo, sectors } = decisionProblem(decision);
  const { angles, deviation, mixer } = circuit;
  return ansatzCircuit({ qubo, sectors: spreadRingOrder(qubo, sectors) }, { angles, deviation, mixer });
};
