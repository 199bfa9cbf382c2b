import { expect, test } from 'vitest';
import { unitsOfText } from './units-of-text';

test.each([
  ['1.5', 3, 1_500],
  ['0.001', 3, 1],
  ['0.0010', 3, 1],
  ['12', 0, 12],
  ['5.', 1, 50],
  ['0.0001', 3, undefined],
  ['0', 3, undefined],
  ['-1', 3, undefined],
  ['1e3', 3, undefined],
  ['', 3, undefined],
  [undefined, 3, undefined],
  ['9999999999999', 3, undefined],
  ['999999999999', 8, undefined],
])('%s with %i places is %s', (text, places, expected) => expect(unitsOfText(text, places)).toBe(expected));
