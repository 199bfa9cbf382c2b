/** Reads a JSON object; `undefined` when it is none. */
export const parseObject = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
};

/** A field as text; `undefined` when it is neither text nor a number nor a truth. */
export const textField = (object: unknown, name: string): string | undefined => {
  if (typeof object !== 'object' || object === null) return undefined;
  const value: unknown = Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
};
