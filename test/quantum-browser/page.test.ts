import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScripts } from '../../examples/page-scripts';
import { madeUpProblem } from '../../examples/quantum-page/made-up-problem';
import { pageHtml } from '../../examples/quantum-page/page-html';
import { type Browser, type BrowserPage, chromiumPath, launchChromium } from '../browser/chromium';

const path = chromiumPath();
const title = path === undefined ? 'the quantum page (skipped: no Chromium here)' : 'the quantum page in Chromium';
const sources = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));
const assets = ['AA', 'BB', 'CC', 'DD', 'EE', 'FF', 'GG', 'HH'];

describe.skipIf(path === undefined)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sigmax-page-'));
  let browser: Browser;
  let page: BrowserPage;

  beforeAll(async () => {
    const file = join(folder, 'page.html');
    writeFileSync(
      file,
      pageHtml(
        madeUpProblem(assets),
        await bundleScripts(new URL('../../examples/quantum-page/', import.meta.url), sources),
      ),
    );
    browser = await launchChromium(path!);
    page = await browser.open(pathToFileURL(file).href);
    await page.until('document.body.dataset.answeredMs !== undefined');
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const text = (id: string) => page.evaluate<string>(`document.getElementById('${id}').textContent`);

  /** Does something, and waits until the figures have followed. */
  const answered = async (action: () => Promise<unknown>): Promise<void> => {
    await page.evaluate('delete document.body.dataset.answeredMs');
    await action();
    await page.until('document.body.dataset.answeredMs !== undefined');
  };

  const type = (id: string, value: string) =>
    page.evaluate(
      `(() => { const field = document.getElementById('${id}'); field.value = ${JSON.stringify(value)}; field.dispatchEvent(new Event('input', { bubbles: true })); })()`,
    );

  const press = async (key: string): Promise<void> => {
    await page.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code: key });
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key });
  };

  it('shows portfolios by name, the exact answer beside them and the circuit', async () => {
    const rows = await page.evaluate<string[]>(
      `[...document.querySelectorAll('#portfolios tbody th')].map((cell) => cell.textContent)`,
    );
    expect(rows).toHaveLength(13);
    for (const row of rows.slice(0, 12)) expect(row).toMatch(/^([A-H])\1 ([A-H])\2 ([A-H])\3( best)?$/);
    expect(await text('best')).toMatch(/^The exact answer: ([A-H]{2} ?){3}, expected return/);
    await page.until(`document.querySelector('#methods tbody tr:last-child th')?.textContent === 'Exact'`);
    await page.until(`document.querySelector('#circuit svg') !== null`);
    expect(await text('circuit-caption')).toContain('8 qubits, one an asset');
    expect(await text('live')).toContain('Of 56 portfolios the best is');
  });

  it('answers a slider that the keyboard moves', async () => {
    const before = await text('tiles');
    await page.evaluate(`document.getElementById('angle0-slider').focus()`);
    await answered(() => press('ArrowRight'));
    expect(await page.evaluate(`document.getElementById('angle0').value`)).toBe('0.21');
    expect(await text('tiles')).not.toBe(before);
    await page.evaluate(`document.getElementById('choose-slider').focus()`);
    await answered(() => press('ArrowLeft'));
    expect(
      await page.evaluate(`document.querySelector('#portfolios tbody th').firstChild.textContent.trim().length`),
    ).toBe(5);
    await answered(() => press('ArrowRight'));
  });

  it('answers nonsense with words and keeps its figures', async () => {
    const before = await text('tiles');
    await type('riskAversion', 'much');
    expect(await text('riskAversion-words')).toBe('Risk aversion q is “much”. Write a number from 0 to 1000.');
    expect(await page.evaluate(`document.getElementById('riskAversion').getAttribute('aria-invalid')`)).toBe('true');
    expect(await text('tiles')).toBe(before);
    await type('assets', '3');
    expect(await text('together')).toBe('Budget B is 3 of 3 assets. Choose at most 2.');
    expect(await page.evaluate(`document.getElementById('improve').disabled`)).toBe(true);
    await answered(() => type('assets', '8'));
    await answered(() => type('riskAversion', '2'));
    expect([await text('riskAversion-words'), await text('together')]).toEqual(['', '']);
    expect(await text('tiles')).toBe(before);
  });

  it('finds angles, moves the sliders and draws how', async () => {
    await page.evaluate(`document.getElementById('improve').click()`);
    await page.until(`document.getElementById('progress').textContent.startsWith('Done:')`);
    expect(await page.evaluate<number>(`Number(document.body.dataset.steps)`)).toBeGreaterThan(2);
    expect(await page.evaluate(`document.querySelector('#convergence svg') !== null`)).toBe(true);
    expect(await page.evaluate(`document.getElementById('angle0').value`)).not.toBe('0.21');
    await answered(() => type('layers', '1'));
    expect(await page.evaluate(`document.querySelectorAll('#angles input[type=text]').length`)).toBe(2);
    await page.evaluate(`document.getElementById('search').click()`);
    await page.until(`document.getElementById('progress').textContent.startsWith('Done:')`);
    await page.evaluate(`document.getElementById('whole').click()`);
    await page.until(`document.getElementById('circuit-caption').textContent.includes('Drawn whole.')`);
  });

  it('names every control, in light and dark, and on a narrow screen', async () => {
    const unnamed = await page.evaluate<string[]>(
      `[...document.querySelectorAll('input, button')].filter((one) => one.tagName === 'BUTTON' ? one.textContent === '' : one.labels.length === 0 && !one.getAttribute('aria-label')).map(({ id }) => id)`,
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

  it('asks nobody and complains of nothing; texts from outside stay texts', async () => {
    expect(page.complaints).toEqual([]);
    expect(page.requests).toEqual([]);
    expect(await page.evaluate(`document.body.textContent.includes('<b>no market</b>')`)).toBe(true);
  });
});
