import { QuantumCapacityError, QuantumOptionsError } from '../errors';

export interface ExportOpenQasmOptions {
  /** Numbers for parameters, by name. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** The most operations that the text may hold. */
  readonly maximumOperations?: number;
}

/** The option, checked. */
export const maximumOf = ({ maximumOperations = 1_000_000 }: ExportOpenQasmOptions): number => {
  if (Number.isSafeInteger(maximumOperations) && maximumOperations >= 1) return maximumOperations;
  throw new QuantumOptionsError({
    code: 'INVALID_COUNT',
    message: `exportOpenQasm: maximumOperations was ${maximumOperations}.`,
    remedy: 'Pass a whole number from 1.',
    context: { maximumOperations },
  });
};

/** Refuses more operations than the text may hold. */
export const checkOperations = (count: number, maximum: number): void => {
  if (count <= maximum) return;
  throw new QuantumCapacityError({
    code: 'TOO_MANY_OPERATIONS',
    message: `exportOpenQasm: the text would hold more than ${maximum} operations.`,
    remedy: 'Pass a larger maximumOperations, or export a part of the circuit.',
    context: { maximum },
  });
};
