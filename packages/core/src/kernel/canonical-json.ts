/** Text that JSON puts between quotes as it stands; all but a few names and ids are of this kind. */
const isPlain = (text: string): boolean => /^[\w .:/-]*$/.test(text);

const quoted = (text: string): string => (isPlain(text) ? `"${text}"` : JSON.stringify(text));

const list = (values: Iterable<unknown>): string => {
  let text = '';
  for (const value of values) text += text === '' ? canonicalJson(value) : `,${canonicalJson(value)}`;
  return `[${text}]`;
};

/** Keys in order of their code units. Most objects are written that way, and to see it costs less than to sort. */
const sortedKeys = (value: object): string[] => {
  const keys = Object.keys(value);
  for (let place = 1; place < keys.length; place++) {
    if ((keys[place - 1] as string) > (keys[place] as string)) return keys.sort();
  }
  return keys;
};

const fields = (value: object): string => {
  let text = '';
  for (const key of sortedKeys(value)) {
    const entry: unknown = Reflect.get(value, key);
    if (entry === undefined) continue;
    const field = `${quoted(key)}:${canonicalJson(entry)}`;
    text += text === '' ? field : `,${field}`;
  }
  return `{${text}}`;
};

/**
 * JSON with sorted keys, so that equal values give equal text whatever order they were written in, and with words for
 * what JSON drops, so that different values give different text.
 *
 * Every run writes two of these, so text is joined as it comes and not gathered in lists.
 */
export const canonicalJson = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return Number.isFinite(value) ? String(value === 0 ? 0 : value) : 'null';
    case 'bigint':
      return `{"$bigint":"${value}"}`;
    case 'function':
      return `{"$function":${JSON.stringify(String(value))}}`;
    case 'object':
      break;
    default:
      return JSON.stringify(value) ?? 'null';
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return list(value);
  if (value instanceof Date) return `{"$date":${value.getTime()}}`;
  if (value instanceof Map) return `{"$map":${list(value)}}`;
  if (value instanceof Set) return `{"$set":${list(value)}}`;
  return fields(value);
};
