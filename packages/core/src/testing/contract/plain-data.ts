const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** What in a value `structuredClone` and a snapshot on disk would lose, by path; `undefined` when it is plain data. */
export const unplainPart = (value: unknown, path = 'state'): string | undefined => {
  if (typeof value === 'function' || typeof value === 'symbol') return `${path} is a ${typeof value}`;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined;
  if (value instanceof Map || value instanceof Set) return unplainPart([...value], path);
  if (!Array.isArray(value) && !isPlainObject(value)) return `${path} is a ${value.constructor?.name ?? 'class'}`;
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === 'symbol') return `${path} has a symbol as a key`;
    if (Array.isArray(value) && key === 'length') continue;
    const found = unplainPart(Reflect.get(value, key), `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
};
