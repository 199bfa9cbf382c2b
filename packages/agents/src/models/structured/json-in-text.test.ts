import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import { jsonInText } from './json-in-text';

it.each([
  ['{"a":1}', { a: 1 }],
  [' \n{"a":1}\n', { a: 1 }],
  ['```json\n{"a":1}\n```', { a: 1 }],
  ['Here it is:\n```\n{"a":{"b":"}"}}\n```\nThanks.', { a: { b: '}' } }],
  ['I think {"a":"x \\" } y"} is right.', { a: 'x " } y' }],
  ['{not json} but {"a":1}', { a: 1 }],
  ['[1,2]', [1, 2]],
  ['5', 5],
])('%j', (text, value) => {
  expect(jsonInText(text)).toEqual({ value });
});

it.each(['', 'Buy!', '{"a":1', '{"a":1,}', "{'a':1}", '{'.repeat(10_000), `${'{"a":'.repeat(5_000)}`])(
  'finds nothing in %.20s',
  (text) => {
    expect(jsonInText(text)).toBeUndefined();
  },
);

it('finds an object wherever it stands', () => {
  const prose = fc.stringMatching(/^[a-z ,.]{0,40}$/);
  fc.assert(
    fc.property(
      prose,
      fc.dictionary(
        fc.string(),
        fc.json().map((text) => JSON.parse(text) as unknown),
      ),
      prose,
      (before, value, after) => {
        const plain = JSON.parse(JSON.stringify(value));
        expect(jsonInText(`${before} ${JSON.stringify(plain)} ${after}`)).toEqual({ value: plain });
      },
    ),
    profile(100, 5_000),
  );
});
