import { QuantumOptionsError } from '../errors';

/** The error of an option of a drawing. */
export const invalidOption = (what: string, field: string, value: unknown, remedy: string): QuantumOptionsError =>
  new QuantumOptionsError({
    code: 'INVALID_DRAWING',
    message: `${what}: ${field} was ${String(value)}.`,
    remedy,
    context: { [field]: value },
  });
