/**
 * JSON with sorted keys, so that equal values give equal text whatever order they were written in, and with words for
 * what JSON drops, so that different values give different text.
 */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'bigint') return `{"$bigint":"${value}"}`;
  if (value instanceof Date) return `{"$date":${value.getTime()}}`;
  if (value instanceof Map) return `{"$map":${canonicalJson([...value])}}`;
  if (value instanceof Set) return `{"$set":${canonicalJson([...value])}}`;
  if (typeof value === 'function') return `{"$function":${JSON.stringify(String(value))}}`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const entry: unknown = Reflect.get(value, key);
    if (entry !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalJson(entry)}`);
  }
  return `{${fields.join(',')}}`;
};
