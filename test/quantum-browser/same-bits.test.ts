import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../browser/chromium';
import { type Everywhere, openEverywhere } from '../browser/everywhere';
import { digests } from './numbers';

const path = chromiumPath();
const title = path === undefined ? 'the same bits (Chromium skipped: there is none here)' : 'the same bits in Chromium';

describe.skipIf(path === undefined)(title, () => {
  const expected = digests();
  let script: Everywhere;

  beforeAll(async () => {
    script = await openEverywhere(path!, new URL('numbers-everywhere.ts', import.meta.url));
  }, 60_000);

  afterAll(() => script?.close());

  it('on the main thread of a page', async () => {
    expect(await script.onMainThread('digests()')).toEqual(expected);
  });

  it('in a worker', async () => {
    expect(await script.inWorker()).toEqual(expected);
    expect(script.complaints).toEqual([]);
  });
});

it('both kinds of kernels give the same bits, and each kind of number has a digest of its own', () => {
  const found = digests();
  expect(found['state vector, TypeScript']).toBe(found['state vector, WebAssembly']);
  expect(new Set(Object.values(found)).size).toBe(Object.keys(found).length - 1);
});
