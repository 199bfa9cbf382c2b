import { dataError, line, shown } from '../internal/fault';

const blank = /[ \t\r\n]*/y;
// From space up to U+FFFF but for the quote and the backslash: what may stand in a string unescaped.
const text = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Returns where JSON text stops being JSON, or `undefined` when it does not. Engines say it in different ways or not at all. */
export const jsonFaultAt = (source: string): number | undefined => {
  const open: ('[' | '{')[] = [];
  let expects: 'value' | 'value or end' | 'key' | 'key or end' | 'comma or end' | 'nothing' = 'value';
  let at = 0;
  const matches = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(source)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const skip = (character: string): boolean => {
    matches(blank);
    if (source[at] !== character) return false;
    at++;
    return true;
  };
  const afterValue = () => (open.length === 0 ? 'nothing' : 'comma or end');
  for (;;) {
    matches(blank);
    if (at === source.length && expects === 'nothing') return undefined;
    const inside = open.at(-1);
    if ((expects === 'value or end' || expects === 'comma or end') && inside === '[' && skip(']')) {
      open.pop();
      expects = afterValue();
    } else if ((expects === 'key or end' || expects === 'comma or end') && inside === '{' && skip('}')) {
      open.pop();
      expects = afterValue();
    } else if (expects === 'comma or end') {
      if (!skip(',')) return at;
      expects = inside === '{' ? 'key' : 'value';
    } else if (expects === 'key' || expects === 'key or end') {
      if (!matches(text) || !skip(':')) return at;
      expects = 'value';
    } else if (expects === 'nothing') {
      return at;
    } else if (skip('[')) {
      open.push('[');
      expects = 'value or end';
    } else if (skip('{')) {
      open.push('{');
      expects = 'key or end';
    } else if (matches(text) || matches(scalar)) {
      expects = afterValue();
    } else {
      return at;
    }
  }
};

/**
 * Parses JSON text whose first line is line `firstLine` of `source`.
 *
 * @throws {DataError} the text is not JSON; the message names line, column and what stands there.
 */
export const parseJson = (json: string, source: string, firstLine: number): unknown => {
  try {
    return JSON.parse(json);
  } catch (error) {
    const at = jsonFaultAt(json) ?? json.length;
    const before = json.slice(0, at).split('\n');
    const column = (before.at(-1) as string).length + 1;
    const rest = (/^[^\s,\]}]+|^./.exec(json.slice(at, at + 60)) ?? [''])[0];
    const found = at === json.length ? 'the end of the text' : shown(rest);
    const remedy =
      at === json.length
        ? 'The text was cut off, or brackets are missing: export it again.'
        : /^[+-]?(?:NaN|Infinity|None)/i.test(rest)
          ? 'JSON has no such value: remove or mend the bar.'
          : 'Mend the text at that place.';
    const problem = `JSON broke off at column ${column}, at ${found}`;
    throw dataError(
      source,
      line(firstLine + before.length - 1),
      { code: 'JSON_SYNTAX', problem, remedy, field: 'json', value: rest },
      error,
    );
  }
};
