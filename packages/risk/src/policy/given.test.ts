import { expect, it } from 'vitest';
import { given } from './given';

it('leaves out what is undefined and nothing else', () => {
  const fields = given({ a: 0, b: undefined, c: '', d: null, e: false });
  expect(Object.keys(fields)).toEqual(['a', 'c', 'd', 'e']);
});
