import { InvalidOptionsError, type Random } from '@sigmax/core';
import { exponential, naturalLogarithm } from '../portable-math';

/** One parameter of a search. With `log`, equal ratios are equally likely. */
export type Parameter =
  | { readonly type: 'float'; readonly low: number; readonly high: number; readonly log?: boolean }
  | { readonly type: 'integer'; readonly low: number; readonly high: number; readonly log?: boolean }
  | { readonly type: 'choice'; readonly values: readonly (string | number | boolean)[] };

/** Parameters by name. */
export type ParameterSpace = Readonly<Record<string, Parameter>>;

export type ParameterValue = string | number | boolean;

/** A value for each parameter. */
export type Parameters = Readonly<Record<string, ParameterValue>>;

const faultOf = (parameter: Parameter): string | undefined => {
  if (parameter.type === 'choice') return parameter.values.length > 0 ? undefined : 'has no values';
  const { type, low, high, log = false } = parameter;
  if (!(low < high && Number.isFinite(low) && Number.isFinite(high))) return `goes from ${low} to ${high}`;
  if (log && !(low > 0)) return `is logarithmic and begins at ${low}`;
  if (type === 'integer' && !(Number.isSafeInteger(low) && Number.isSafeInteger(high)))
    return 'has bounds that are not whole';
  return undefined;
};

/** @throws {InvalidOptionsError} a parameter is wrong, or there is none */
export const requireSpace = (space: ParameterSpace): void => {
  const faults = Object.entries(space).flatMap(([name, parameter]) => {
    const fault = faultOf(parameter);
    return fault === undefined ? [] : [`${name} ${fault}`];
  });
  if (Object.keys(space).length > 0 && faults.length === 0) return;
  throw new InvalidOptionsError({
    code: 'INVALID_SPACE',
    message: `searchParameters: ${faults.length === 0 ? 'there is no parameter' : faults.join('; ')}.`,
    remedy: 'Give finite bounds, the low one below the high one, above 0 for log, or a list of values.',
  });
};

/** The interval in which a numeric parameter is drawn: logarithms for `log`; whole numbers reach half a step beyond their bounds. */
export const innerBounds = ({
  type,
  low,
  high,
  log = false,
}: Exclude<Parameter, { type: 'choice' }>): { low: number; high: number } => {
  const reach = type === 'integer' ? 0.5 : 0;
  const inner = (value: number): number => (log ? naturalLogarithm(value) : value);
  return { low: inner(Math.max(low - reach, log ? low / 2 : -Infinity)), high: inner(high + reach) };
};

/** The inner number of a value. */
export const toInner = (parameter: Exclude<Parameter, { type: 'choice' }>, value: number): number =>
  parameter.log === true ? naturalLogarithm(value) : value;

/** The value of an inner number, rounded and kept in its bounds. */
export const fromInner = (parameter: Exclude<Parameter, { type: 'choice' }>, inner: number): number => {
  const { type, low, high, log = false } = parameter;
  const plain = log ? exponential(inner) : inner;
  return Math.min(Math.max(type === 'integer' ? Math.round(plain) : plain, low), high);
};

/** A uniform value of one parameter. */
export const drawParameter = (parameter: Parameter, random: Random): ParameterValue => {
  if (parameter.type === 'choice') return parameter.values[random.integer(parameter.values.length)] as ParameterValue;
  const { low, high } = innerBounds(parameter);
  return fromInner(parameter, low + (high - low) * random.uniform());
};
