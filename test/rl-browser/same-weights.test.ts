import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type BrowserPage, chromiumPath, launchChromium } from '../quantum-browser/chromium';

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What `npm run verify:nodes` compares Node 20, 22 and 24 with. */
const golden: unknown = JSON.parse(readFileSync(fileOf('../../packages/rl/src/training/golden-weights.json'), 'utf8'));

const path = chromiumPath();
const title =
  path === undefined ? 'weights after training (skipped: no Chromium here)' : 'weights after training in Chromium';

describe.skipIf(path === undefined)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sigmax-same-weights-'));
  let browser: Browser;
  let page: BrowserPage;

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [fileOf('weights-everywhere.ts')],
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      charset: 'utf8',
      logLevel: 'silent',
      tsconfig: fileOf('../../tsconfig.json'),
    });
    const inside = JSON.stringify(outputFiles[0]!.text).replaceAll('<', '\\u003c');
    const file = join(folder, 'weights.html');
    writeFileSync(
      file,
      `<!doctype html><meta charset="utf-8"><title>Weights</title><script>const text = ${inside};</script>`,
    );
    browser = await launchChromium(path!);
    page = await browser.open(pathToFileURL(file).href);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are those of Node on the main thread of a page', async () => {
    expect(await page.evaluate('(0, eval)(text), goldenWeights()')).toEqual(golden);
  }, 60_000);

  it('are those of Node in a worker', async () => {
    const found = await page.evaluate(`new Promise((resolve, reject) => {
      const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    })`);
    expect(found).toEqual(golden);
    expect(page.complaints).toEqual([]);
  }, 60_000);
});
