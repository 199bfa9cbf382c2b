import { Circuit } from '../circuit/circuit';
import { controlledOperation } from '../circuit/controlled-operation';
import { inverseOperation } from '../circuit/inverse-operation';
import type { GateOperation, Operation } from '../circuit/operation';
import { standardGates } from '../gates/standard-gates';
import { type Evaluation, evaluateNumber, evaluateWhole } from './evaluate-expression';
import { matrixPower } from './matrix-power';
import { errorAt, unsupported } from './open-qasm-error';
import type { Modifier } from './syntax';
import type { Token } from './token';

/** Operations on the qubits 0 to qubitCount − 1. */
export interface Part {
  readonly operations: readonly Operation[];
  readonly qubitCount: number;
}

/** How many qubits a gate with controls may have. */
const mostQubits = 30;

const inverse = (operations: readonly Operation[]): Operation[] => operations.map(inverseOperation).reverse();

const holdsSymbols = ({ angles }: GateOperation): boolean => angles.some((angle) => typeof angle !== 'number');

const power = ({ operations, qubitCount }: Part, exponent: number, token: Token): Part => {
  if (Number.isInteger(exponent)) {
    const turned = exponent < 0 ? inverse(operations) : operations;
    const repetitions = Math.abs(exponent);
    if (repetitions === 1 || operations.length === 0) return { operations: turned, qubitCount };
    if (repetitions === 0) return { operations: [], qubitCount };
    const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
    const circuit = new Circuit(qubitCount, 0, [...turned]);
    return { operations: [{ kind: 'circuit', circuit, qubits, bits: [], repetitions }], qubitCount };
  }
  const gates = operations.filter((operation) => operation.kind === 'gate');
  if (qubitCount > 1 || gates.length < operations.length) {
    throw unsupported(token, `pow(${exponent}) of a gate on ${qubitCount} qubits`, 'Use a whole exponent.');
  }
  if (gates.some(holdsSymbols)) {
    throw unsupported(token, `pow(${exponent}) of a gate with an input`, 'Use a whole exponent, or a rotation.');
  }
  return { operations: matrixPower(gates, exponent), qubitCount };
};

const withControls = ({ operations, qubitCount }: Part, count: number, isNegative: boolean): Part => {
  const inner = operations.map((operation) => controlledOperation(operation, count));
  const flips = Array.from(
    { length: isNegative ? count : 0 },
    (_, qubit): Operation => ({ kind: 'gate', gate: standardGates.x, qubits: [qubit], angles: [] }),
  );
  return { operations: [...flips, ...inner, ...flips], qubitCount: qubitCount + count };
};

/**
 * What modifiers make of a gate; the last of them, beside the gate, comes first, and the controls of the first are the first
 * qubits.
 *
 * @throws {OpenQasmError} An argument is out of range, or a fractional power is of more than a known gate on one qubit.
 */
export const applyModifiers = (part: Part, modifiers: readonly Modifier[], evaluation: Evaluation): Part => {
  const apply = (inner: Part, { token, argument }: Modifier): Part => {
    evaluation.budget.spendSteps(1 + inner.operations.length, token);
    if (token.text === 'inv') return { operations: inverse(inner.operations), qubitCount: inner.qubitCount };
    if (token.text === 'pow') return power(inner, evaluateNumber(argument!, evaluation), token);
    const count = argument === undefined ? 1 : evaluateWhole(argument, evaluation);
    if (!(count >= 1 && inner.qubitCount + count <= mostQubits)) {
      const what = `${token.text} was given ${count} controls`;
      throw errorAt(token, 'WRONG_COUNT', what, `Write 1 or more; a gate may have ${mostQubits} qubits in all.`);
    }
    return withControls(inner, count, token.text === 'negctrl');
  };
  return modifiers.reduceRight(apply, part);
};
