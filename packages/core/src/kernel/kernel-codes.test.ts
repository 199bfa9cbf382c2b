import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kernelCodes } from './kernel-codes';

/** Codes of errors, which end a run and are no event. */
const errors = ['DUPLICATE_GUARD', 'INVALID_DECISION', 'INVALID_ORDER', 'NO_PRICE', 'UNKNOWN_INSTRUMENT', 'SHORT_SPOT'];

const saying = [
  'apply-control',
  'guard-memory',
  'heed-demands',
  'review',
  'round-intent',
  'smallness',
  'step',
] as const;

it('are all that the kernel says, and it says all of them', () => {
  const folder = new URL('.', import.meta.url);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(saying.map((name) => `${name}.ts`)));
  const said = saying.flatMap((name) =>
    [...readFileSync(new URL(`${name}.ts`, folder), 'utf8').matchAll(/'([A-Z]+(?:_[A-Z]+)+|PAUSED)'/g)].map(
      ([, code]) => code as string,
    ),
  );
  const codes = [...new Set(said)].filter((code) => !errors.includes(code));
  expect(codes.sort()).toEqual([...kernelCodes].sort());
  expect(Object.isFrozen(kernelCodes)).toBe(true);
});
