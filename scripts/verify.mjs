// npm run verify [-- FILE ...]: the random tests in full, with a fresh seed, one file after the other, progress shown.
// A failure prints its seed and the command that repeats it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = join(root, 'packages');

/** Test files that have a full profile say so by importing it. */
const hasProfile = (file) => /from '[./]*testing-profile\.test-helper'/.test(readFileSync(file, 'utf8'));

const found = readdirSync(packages, { recursive: true })
  .map((name) => join(packages, name))
  .filter((file) => !file.includes('node_modules') && file.endsWith('.test.ts') && hasProfile(file))
  .map((file) => relative(root, file))
  .sort();
const chosen = process.argv.slice(2);
const files = chosen.length === 0 ? found : found.filter((file) => chosen.some((part) => file.includes(part)));
if (files.length === 0) {
  console.error(`No random test matches ${chosen.join(', ')}. There are:\n${found.join('\n')}`);
  process.exit(2);
}

const failed = [];
for (const [index, file] of files.entries()) {
  console.log(`\n[${index + 1}/${files.length}] ${file} (${Math.round(process.uptime())} s so far)`);
  const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=verbose', file], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, SIGMAX_VERIFY: '1' },
  });
  if (status !== 0) failed.push(file);
}
console.log(`\n${files.length - failed.length} of ${files.length} files passed in ${Math.round(process.uptime())} s.`);
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}. The seed and the command that repeats it stand above each failure.`);
  process.exitCode = 1;
}
