import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFaultAt, parseJson } from './json-fault';

test('JSON of any shape has no fault', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 0, max: 2 }), (value, indent) => {
      expect(jsonFaultAt(JSON.stringify(value, null, indent))).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test('text has a fault exactly when the engine refuses it', () => {
  const tokens = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"a"',
    '1',
    '-0.5e3',
    '01',
    'null',
    'NaN',
    ' ',
    '\n',
    '"\\u00e9"',
    '"\\x"',
  );
  const refuses = (text: string) => {
    try {
      JSON.parse(text);
      return false;
    } catch {
      return true;
    }
  };
  fc.assert(
    fc.property(fc.array(tokens, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      expect(jsonFaultAt(text) !== undefined).toBe(refuses(text));
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  ['', 0],
  ['[1,2', 4],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['{"a":1,}', 7],
  ['[01]', 2],
  ['{a:1}', 1],
  ['[1]]', 3],
  ['["\n"]', 1],
  ['[tru]', 1],
  ['[}', 1],
])('%j breaks off at %d', (text, at) => expect(jsonFaultAt(text)).toBe(at));

test('the message names line, column and what stands there', () => {
  expect(() => parseJson('[\n  [1,\n   NaN]]', 'bars.json', 1)).toThrow(
    'bars.json, line 3: JSON broke off at column 4, at "NaN". JSON has no such value: remove or mend the bar.',
  );
});
