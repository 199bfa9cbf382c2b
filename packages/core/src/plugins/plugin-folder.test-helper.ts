import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Writes files into a new temporary folder and returns it; it is gone after the test file. */
export const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sigmax-plugins-')));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

/** A plugin as source text that imports nothing, as one of another copy of this package would look. */
export const pluginText = (name: string, fields = ''): string => `{
  type: 'sigmax-strategy', name: '${name}', version: '1.0.0', sdk: '>=0.0.0', description: 'Made for a test.',
  instruments: { minimum: 1 }, warmUp: () => 0,
  strategy: Object.assign(() => ({}), { strategyName: '${name}', params: { safeParse() {} } }), ${fields}
}`;

/** The files of an installed package whose module exports plugins of these names. */
export const installed = (
  packageName: string,
  names: readonly string[],
  folder = 'node_modules',
): Record<string, string> => ({
  [`${folder}/${packageName}/package.json`]: JSON.stringify({ name: packageName, exports: './main.mjs' }),
  [`${folder}/${packageName}/main.mjs`]: `export const plugins = [${names.map((name) => pluginText(name)).join(', ')}];`,
});
