import { expect, it } from 'vitest';
import { moduleBytes } from './module-bytes';

it('reads every byte', () => {
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  const text = all.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  expect(Array.from(moduleBytes(text))).toEqual(all);
  expect(moduleBytes('')).toEqual(new Uint8Array(0));
});
