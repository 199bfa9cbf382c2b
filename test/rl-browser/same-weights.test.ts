import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../browser/chromium';
import { type Everywhere, openEverywhere } from '../browser/everywhere';

/** What `npm run verify:nodes` compares Node 20, 22 and 24 with. */
const golden: unknown = JSON.parse(
  readFileSync(new URL('../../packages/rl/src/training/golden-weights.json', import.meta.url), 'utf8'),
);

const path = chromiumPath();
const title =
  path === undefined ? 'weights after training (skipped: no Chromium here)' : 'weights after training in Chromium';

describe.skipIf(path === undefined)(title, () => {
  let script: Everywhere;

  beforeAll(async () => {
    script = await openEverywhere(path!, new URL('weights-everywhere.ts', import.meta.url));
  }, 60_000);

  afterAll(() => script?.close());

  it('are those of Node on the main thread of a page', async () => {
    expect(await script.onMainThread('goldenWeights()')).toEqual(golden);
  }, 60_000);

  it('are those of Node in a worker', async () => {
    expect(await script.inWorker()).toEqual(golden);
    expect(script.complaints).toEqual([]);
  }, 60_000);
});
