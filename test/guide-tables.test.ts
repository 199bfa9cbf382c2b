import { readFileSync } from 'node:fs';
import { denialCodes } from '@sigmax/risk';
import { expect, it } from 'vitest';

it('the guide to guards has every denial code in its table, in order', () => {
  const page = readFileSync(new URL('../docs/guide/guards.md', import.meta.url), 'utf8');
  const [, section = ''] = page.split('Their codes, in `denialCodes`');
  const [table = ''] = section.split('\n\nA limit is');
  expect([...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code)).toEqual([...denialCodes]);
});
