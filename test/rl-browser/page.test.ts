import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../examples/rl/settings';
import { unpackBundle } from '../../examples/rl-page/packed-bundle';
import { comparedSeed, type PageContent } from '../../examples/rl-page/page-content';
import { poleActions, shortTraining } from '../../examples/rl-page/pole';
import { writePage } from '../../examples/rl-page/write-page';
import { type Browser, type BrowserPage, chromiumPath, launchChromium } from '../browser/chromium';

const path = chromiumPath();
const title = path === undefined ? 'the policy page (skipped: no Chromium here)' : 'the policy page in Chromium';
const sources = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));

describe.skipIf(path === undefined)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sigmax-rl-page-'));
  const file = join(folder, 'page.html');
  let browser: Browser;
  let page: BrowserPage;
  let content: PageContent;

  beforeAll(async () => {
    const settings = readSettings([
      '--simulate',
      '--bars',
      '800',
      '--seeds',
      '1',
      '--test-bars',
      '120',
      '--steps',
      '2048',
    ]);
    await writePage(file, settings, () => {}, sources);
    content = JSON.parse(
      /<script type="application\/json" id="content">(.*?)<\/script>/s.exec(readFileSync(file, 'utf8'))![1]!,
    ) as PageContent;
    browser = await launchChromium(path!);
    page = await browser.open(pathToFileURL(file).href);
    await page.until('document.body.dataset.done === "true"');
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const text = (id: string) => page.evaluate<string>(`document.getElementById('${id}').textContent`);
  const click = (id: string) => page.evaluate(`document.getElementById('${id}').click()`);
  const press = async (key: string, more: object = {}): Promise<void> => {
    await page.send('Input.dispatchKeyEvent', { type: 'keyDown', key, ...more });
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key, ...more });
  };
  const steps = () => page.evaluate<number>('Number(document.body.dataset.steps)');
  const isRunning = () => page.evaluate<string>('document.body.dataset.running');

  it('trains to the weights of Node, and acts as Node does, bit for bit', async () => {
    expect(await text('training-check')).toContain(await shortTraining(comparedSeed));
    const { steps: played, digest } = poleActions(unpackBundle(content.pole), comparedSeed);
    expect(await text('pole-check')).toBe(
      `Actions of an episode of ${played} steps: the same here and in Node${digest}`,
    );
    expect(await text('trading-check')).toContain(content.node.trading);
    const classes = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.checks li')].map((one) => one.className)`,
    );
    expect(classes).toEqual(['same', 'same', 'same']);
  });

  it('balances the pole, and keeps it up when it is pushed', async () => {
    expect(await isRunning()).toBe('true');
    await page.until('Number(document.body.dataset.steps) > 40');
    await click('left');
    expect(await text('live')).toBe('Pushed to the left.');
    await click('to-right');
    const before = await steps();
    await page.until(`Number(document.body.dataset.steps) > ${before + 60}`);
    expect(await isRunning()).toBe('true');
    const drawn = await page.evaluate<number>(
      `(() => { const one = document.getElementById('pole'); const { data } = one.getContext('2d').getImageData(0, 0, one.width, one.height); let count = 0; for (let at = 3; at < data.length; at += 4) count += data[at] > 0; return count; })()`,
    );
    expect(drawn).toBeGreaterThan(2_000);
  });

  it('pauses, steps, resets to the beginning of a seed, and answers the keyboard', async () => {
    await click('pause');
    const still = await steps();
    await click('one-step');
    expect(await steps()).toBe(still + 1);
    await click('reset');
    expect(await steps()).toBe(0);
    const placeOf = async (seed: string) => {
      await page.evaluate(
        `(() => { const field = document.getElementById('seed'); field.value = ${JSON.stringify(seed)}; field.dispatchEvent(new Event('input', { bubbles: true })); })()`,
      );
      for (let count = 0; count < 30; count++) await click('one-step');
      return [await text('place'), await text('angle'), await text('right')];
    };
    const first = await placeOf('3');
    expect(await placeOf('4')).not.toEqual(first);
    expect(await placeOf('3')).toEqual(first);
    await page.evaluate(`document.getElementById('pole').focus()`);
    await press('r');
    expect(await steps()).toBe(0);
    await press('.');
    expect(await steps()).toBe(1);
    const right = await text('right');
    await press('ArrowRight', { code: 'ArrowRight' });
    expect(await text('live')).toBe('Pushed to the right.');
    expect(await text('right')).not.toBe(right);
    await press(' ', { code: 'Space' });
    expect(await isRunning()).toBe('true');
    await press(' ', { code: 'Space' });
    expect(await isRunning()).toBe('false');
  });

  it('says so when the pole falls, and begins again', async () => {
    await click('reset');
    for (let count = 0; count < 8; count++) await click('left');
    await click('pause');
    await page.until(`document.getElementById('live').textContent.startsWith('The pole fell after')`);
    expect(await isRunning()).toBe('false');
    await click('pause');
    expect(await isRunning()).toBe('true');
    await click('pause');
  });

  it('answers a seed that is none with words', async () => {
    await page.evaluate(
      `(() => { const field = document.getElementById('seed'); field.value = '<b>x'; field.dispatchEvent(new Event('input', { bubbles: true })); })()`,
    );
    expect(await text('seed-words')).toBe('The seed is “<b>x”. Write a whole number from 0.');
    expect(await page.evaluate(`document.getElementById('seed').getAttribute('aria-invalid')`)).toBe('true');
  });

  it('plots what the trading policy says on every bar', async () => {
    expect(await page.evaluate(`document.querySelector('#probabilities svg').getAttribute('aria-label')`)).toBe(
      'Price, and the probability of each choice, on 121 bars',
    );
    expect(await page.evaluate(`document.querySelectorAll('#probabilities path[class^=choice]').length`)).toBe(3);
    const counts = (await text('trading-words'))
      .match(/\d+(?= bars|,)/g)!
      .slice(0, 3)
      .map(Number);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(121);
  });

  it('names every control, in light and dark, and on a narrow screen', async () => {
    const unnamed = await page.evaluate<string[]>(
      `[...document.querySelectorAll('input, button, canvas')].filter((one) => one.tagName === 'BUTTON' ? one.textContent === '' : !(one.labels?.length > 0) && !one.getAttribute('aria-label')).map(({ id }) => id)`,
    );
    expect(unnamed).toEqual([]);
    const colourIn = async (scheme: string) => {
      await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
      return page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    };
    expect(await colourIn('dark')).toBe('rgb(16, 19, 24)');
    expect(await colourIn('light')).toBe('rgb(246, 246, 243)');
    await page.send('Emulation.setDeviceMetricsOverride', {
      width: 390,
      height: 800,
      deviceScaleFactor: 1,
      mobile: true,
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  it('does not move by itself where less motion is asked for', async () => {
    await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
    await page.send('Page.reload');
    await page.until('document.body.dataset.done === "true"');
    expect([await isRunning(), await steps()]).toEqual(['false', 0]);
    expect(await text('live')).toContain('you asked for less motion');
    await click('one-step');
    expect(await steps()).toBe(1);
  });

  it('asks nobody, complains of nothing, and holds no tfjs', async () => {
    expect(page.complaints).toEqual([]);
    expect(page.requests).toEqual([]);
    const html = readFileSync(file, 'utf8');
    expect(html).not.toMatch(/ src=|@import|@tensorflow/);
    expect(html).toMatch(
      /default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/=]+' 'wasm-unsafe-eval'/,
    );
  });
});
