import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { readSettings } from '../quantum/settings';
import type { PageProblem } from './page-problem';
import { writePage } from './write-page';

const folder = mkdtempSync(join(tmpdir(), 'sigmax-quantum-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The sources instead of what is built, which a test need not have. */
const sources = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));

const problemIn = (page: string): PageProblem =>
  JSON.parse(/<script type="application\/json" id="problem">(.*?)<\/script>/s.exec(page)![1]!);

it('writes one file that loads nothing and runs its own two scripts alone', async () => {
  const file = join(folder, 'made', 'page.html');
  const settings = readSettings(['--simulate', '--bars', '120', '--choose', '4']);
  expect(await writePage(file, settings, sources)).toBe(file);
  const page = readFileSync(file, 'utf8');
  expect(page).toMatch(
    /default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/=]+' 'wasm-unsafe-eval' blob:/,
  );
  expect(page).not.toMatch(/src=|href=|@import|url\(/);
  const problem = problemIn(page);
  expect(problem).toMatchObject({
    lookback: 90,
    isSimulated: true,
    start: { assets: 28, choose: 4, riskAversion: 3, depth: 2 },
  });
  expect([problem.assets.length, problem.means.length, problem.covariance.length]).toEqual([28, 28, 28]);
  expect(page.includes('A simulated market of 28 assets (as asked)')).toBe(true);
  // Where all assets would make too many portfolios, the page starts with fewer.
  const many = join(folder, 'many.html');
  await writePage(many, readSettings(['--simulate', '--bars', '120', '--choose', '9']), sources);
  expect(problemIn(readFileSync(many, 'utf8')).start).toEqual({ assets: 21, choose: 9, riskAversion: 3, depth: 2 });
  // The same twice, so that a page can be compared with the last one.
  const again = join(folder, 'again.html');
  await writePage(again, settings, sources);
  expect(readFileSync(again, 'utf8') === page).toBe(true);
});
