import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as indicators from './index';

it('the guide to indicators has each of them once in its tables', () => {
  const page = readFileSync(new URL('../../../../docs/guide/indicators.md', import.meta.url), 'utf8');
  const [, tables = ''] = page.split('## Averages');
  const listed = [...tables.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect(listed.sort()).toEqual(
    Object.keys(indicators)
      .filter((name) => name !== 'defineIndicator')
      .sort(),
  );
});
