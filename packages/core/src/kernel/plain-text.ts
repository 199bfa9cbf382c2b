/** What JSON cannot say of plain data, each as an object with one key that plain data does not use. */
const mark = '$sigmax';

const written = (value: unknown): unknown => {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { [mark]: Object.is(value, -0) ? '-0' : String(value) };
    case 'string':
    case 'boolean':
      return value;
    case 'undefined':
      return { [mark]: 'undefined' };
    case 'object':
      break;
    default:
      throw new TypeError(`A ${typeof value} is no plain data.`);
  }
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(written);
  if (value instanceof Float64Array) return { [mark]: 'Float64Array', values: Array.from(value, written) };
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError('An instance of a class is no plain data.');
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, written(one)]));
};

const read = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(read);
  const { [mark]: kind, values } = value as Record<string, unknown>;
  if (kind === 'undefined') return undefined;
  if (kind === 'Float64Array') return Float64Array.from((values as unknown[]).map((one) => Number(read(one))));
  if (kind !== undefined) return Number(kind);
  const copy: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) {
    // Written with a setter this name would change what the object inherits.
    if (key === '__proto__') throw new TypeError('__proto__ is no field of plain data.');
    copy[key] = read(one);
  }
  return copy;
};

/**
 * Writes plain data as text that reads back equal, with NaN, infinities, −0, `undefined` and `Float64Array` in it.
 *
 * @throws {TypeError} it holds a function, a symbol, a bigint or an instance of a class.
 */
export const plainText = (value: unknown): string => JSON.stringify(written(value));

/** Reads what {@link plainText} wrote. */
export const fromPlainText = (text: string): unknown => read(JSON.parse(text));
