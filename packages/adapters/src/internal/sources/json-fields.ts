/** A field of something that may be no object; never one that it inherits. */
export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (Reflect.get(value, name) as unknown)
    : undefined;

/** A field that is a text with something in it. */
export const textOf = (value: unknown, name: string): string | undefined => {
  const field = fieldOf(value, name);
  return typeof field === 'string' && field.trim() !== '' ? field : undefined;
};

const decimal = /^-?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?$/;

/** A finite number, or one written as decimal text. `undefined` for everything else: null is no zero. */
export const numberFrom = (field: unknown): number | undefined => {
  const value = typeof field === 'string' && decimal.test(field.trim()) ? Number(field.trim()) : field;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

export const numberOf = (value: unknown, name: string): number | undefined => numberFrom(fieldOf(value, name));

/** Rows of a field that is a list. */
export const listOf = (value: unknown, name: string): readonly unknown[] | undefined => {
  const field = fieldOf(value, name);
  return Array.isArray(field) ? field : undefined;
};

/** The object without fields that are `undefined`. */
export const present = <Value>(fields: Readonly<Record<string, Value | undefined>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== undefined));
