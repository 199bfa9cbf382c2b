/** JSON with sorted keys, so that equal values give equal text whatever order they were written in. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const entry: unknown = Reflect.get(value, key);
    if (entry !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalJson(entry)}`);
  }
  return `{${fields.join(',')}}`;
};
