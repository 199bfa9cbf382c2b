import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type BrowserPage, chromiumPath, launchChromium } from './chromium';
import { digests } from './numbers';

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const bundled = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileOf('numbers-everywhere.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
    tsconfig: fileOf('../../tsconfig.json'),
  });
  return outputFiles[0]!.text;
};

const path = chromiumPath();
const title = path === undefined ? 'the same bits (Chromium skipped: there is none here)' : 'the same bits in Chromium';

describe.skipIf(path === undefined)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sigmax-same-bits-'));
  const expected = digests();
  let browser: Browser;
  let page: BrowserPage;

  beforeAll(async () => {
    const script = await bundled();
    const file = join(folder, 'numbers.html');
    const inside = JSON.stringify(script).replaceAll('<', '\\u003c');
    writeFileSync(
      file,
      `<!doctype html><meta charset="utf-8"><title>Numbers</title><script>const text = ${inside};</script>`,
    );
    browser = await launchChromium(path!);
    page = await browser.open(pathToFileURL(file).href);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('on the main thread of a page', async () => {
    expect(await page.evaluate('(0, eval)(text), digests()')).toEqual(expected);
  });

  it('in a worker', async () => {
    const found = await page.evaluate(`new Promise((resolve, reject) => {
      const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    })`);
    expect(found).toEqual(expected);
    expect(page.complaints).toEqual([]);
  });
});

it('both kinds of kernels give the same bits, and each kind of number has a digest of its own', () => {
  const found = digests();
  expect(found['state vector, TypeScript']).toBe(found['state vector, WebAssembly']);
  expect(new Set(Object.values(found)).size).toBe(Object.keys(found).length - 1);
});
