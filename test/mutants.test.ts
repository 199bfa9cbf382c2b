import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('mutants/', import.meta.url);
const root = new URL('../', import.meta.url);

interface Mutant {
  readonly file: string;
  readonly search: string;
  readonly replace: string;
}

describe.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('%s', (name) => {
  const mutants: Mutant[] = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

  it('each planted fault has exactly one place in its file, and changes it', () => {
    const lost = mutants.filter(({ file, search, replace }) => {
      const places = readFileSync(new URL(file, root), 'utf8').split(search).length - 1;
      return places !== 1 || search === replace;
    });
    expect(lost).toEqual([]);
  });
});
