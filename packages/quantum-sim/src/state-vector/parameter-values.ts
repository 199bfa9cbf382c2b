import { CircuitError } from '../errors';

/** Values of parameters by name, or in the order of the circuit's `parameterNames`. */
export type ParameterValues = Readonly<Record<string, number>> | ArrayLike<number>;

const isList = (values: ParameterValues): values is ArrayLike<number> =>
  Array.isArray(values) || ArrayBuffer.isView(values);

/**
 * Writes the values in the order of the names.
 *
 * @throws {CircuitError} A value is missing or not finite, there is one for a name that the circuit has not, or the length differs.
 */
export const readParameters = (names: readonly string[], values: ParameterValues, out: Float64Array): void => {
  if (isList(values) && values.length !== names.length) {
    throw new CircuitError({
      code: 'WRONG_COUNT',
      message: `parameters: there were ${values.length} values for ${names.length} parameters.`,
      remedy: `Pass one for each of ${names.join(', ') || 'none'}.`,
      context: { names, count: values.length },
    });
  }
  for (let index = 0; index < names.length; index++) {
    const name = names[index]!;
    const value = isList(values) ? values[index] : values[name];
    if (value === undefined || !Number.isFinite(value)) {
      throw new CircuitError({
        code: 'UNBOUND_PARAMETER',
        message: `parameter ${name} was ${value}.`,
        remedy: `Pass a finite number for ${name}.`,
        context: { name, value },
      });
    }
    out[index] = value;
  }
  if (isList(values)) return;
  for (const name in values) {
    if (names.includes(name)) continue;
    throw new CircuitError({
      code: 'UNKNOWN_PARAMETER',
      message: `parameters: ${name} is no parameter of the circuit.`,
      remedy: `The circuit has ${names.join(', ') || 'none'}.`,
      context: { name, names },
    });
  }
};
