import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { goldenWeights } from './golden-weights.test-helper';

/**
 * Where a change of the arithmetic is meant, write them anew, and say so in a changeset:
 * `node --import tsx packages/rl/src/training/print-weights.test-helper.ts > packages/rl/src/training/golden-weights.json`
 */
it('weights are those of every other machine and engine, bit for bit', async () => {
  const golden: unknown = JSON.parse(
    readFileSync(fileURLToPath(new URL('golden-weights.json', import.meta.url)), 'utf8'),
  );
  expect(await goldenWeights()).toEqual(golden);
});
