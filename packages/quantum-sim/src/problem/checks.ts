import { QuantumOptionsError } from '../errors';

const refuse = (field: string, value: unknown, expected: string): never => {
  throw new QuantumOptionsError({
    code: 'INVALID_OPTIONS',
    message: `${field} was ${typeof value === 'string' ? `'${value}'` : String(value)}.`,
    remedy: `Pass ${expected}.`,
    context: { field, value },
  });
};

/** Returns a number that is neither NaN nor infinite. */
export const requireFinite = (value: unknown, field: string): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(field, value, 'a finite number');

/** Returns a finite number from `minimum` to `maximum`. */
export const requireBetween = (value: unknown, field: string, minimum: number, maximum: number): number =>
  typeof value === 'number' && value >= minimum && value <= maximum
    ? value
    : refuse(field, value, `a number from ${minimum} to ${maximum}`);

/** Returns a finite number above 0. */
export const requirePositive = (value: unknown, field: string): number =>
  typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY
    ? value
    : refuse(field, value, 'a finite number above 0');

/** Returns a whole number from `minimum` to `maximum`. */
export const requireWhole = (
  value: unknown,
  field: string,
  minimum: number,
  maximum = Number.MAX_SAFE_INTEGER,
): number =>
  Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum
    ? (value as number)
    : refuse(field, value, `a whole number from ${minimum} to ${maximum}`);

/** Returns one of a few values. */
export const requireOneOf = <Value extends string>(value: unknown, field: string, values: readonly Value[]): Value =>
  values.find((one) => one === value) ?? refuse(field, value, values.map((one) => `'${one}'`).join(' or '));

/** Returns names that are not empty and stand once each. */
export const requireNames = (names: readonly string[], field: string): readonly string[] => {
  if (!Array.isArray(names)) refuse(field, names, 'an array of names');
  const seen = new Set<string>();
  names.forEach((name, index) => {
    if (typeof name !== 'string' || name === '') refuse(`${field}[${index}]`, name, 'a name with at least one letter');
    if (seen.has(name)) refuse(`${field}[${index}]`, name, 'each name once');
    seen.add(name);
  });
  return names;
};

/** Throws for an option that is not known, which is most often a misspelt one. */
export const requireKnownKeys = (options: object, known: readonly string[], what: string): void => {
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) refuse(`${what}: option '${key}'`, Reflect.get(options, key), `only ${known.join(', ')}`);
  }
};
