import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { launchChromium } from './chromium';

/** One script in a browser, in both places where a page can run it. */
export interface Everywhere {
  /** The value of an expression on the page's main thread, after the script has run there. */
  onMainThread(expression: string): Promise<unknown>;
  /** The first message of the script as a worker. */
  inWorker(): Promise<unknown>;
  /** What the page wrote to its console as errors, threw, or was refused by its policy. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Bundles a script with the sources of the packages and opens a page that holds it. */
export const openEverywhere = async (chromium: string, entry: URL): Promise<Everywhere> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
    tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
  });
  const folder = mkdtempSync(join(tmpdir(), 'sigmax-everywhere-'));
  const file = join(folder, 'page.html');
  const inside = JSON.stringify(outputFiles[0]!.text).replaceAll('<', '\\u003c');
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><title>Script</title><script>const text = ${inside};</script>`,
  );
  const browser = await launchChromium(chromium);
  const page = await browser.open(pathToFileURL(file).href);
  return {
    onMainThread: (expression) => page.evaluate(`(0, eval)(text), ${expression}`),
    inWorker: () =>
      page.evaluate(`new Promise((resolve, reject) => {
        const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      })`),
    complaints: page.complaints,
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
