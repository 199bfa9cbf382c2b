import { readFileSync } from 'node:fs';
import { kernelCodes } from '@sigmax/core';
import { denialCodes } from '@sigmax/risk';
import { expect, it } from 'vitest';
// @ts-expect-error a script without types
import { denialCodesPage } from '../scripts/denial-codes.mjs';

const page = readFileSync(new URL('../docs/guide/denial-codes.md', import.meta.url), 'utf8');

it('the page of denial codes is what its script writes: node scripts/write-denial-codes.mjs', () => {
  expect(page).toBe(denialCodesPage());
});

it('has every code once, numbered in order', () => {
  const rows = [...page.matchAll(/^\| (\d+) \| `([A-Z_]+)` \|/gm)];
  expect(rows.map(([, , code]) => code)).toEqual([...kernelCodes, ...denialCodes]);
  const numbers = rows.map(([, number]) => Number(number));
  expect(numbers).toEqual([...kernelCodes.map((_, place) => 1 + place), ...denialCodes.map((_, place) => 101 + place)]);
});
