// Checks each published package as npm would publish it: publint, the types for every way to import it, the papers, and what
// importing it loads.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importProblems } from './import-problems.mjs';
import { publishedPackages, root } from './packages.mjs';

const problems = [];

const run = (name, command, ...args) => {
  console.log(`\n${name}: ${command} ${args.join(' ')}`);
  const { status } = spawnSync('npx', ['--no-install', command, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) problems.push(`${name}: ${command} failed`);
};

const license = readFileSync(join(root, 'LICENSE'), 'utf8');

for (const { folder, manifest } of publishedPackages()) {
  const { name } = manifest;
  if (!existsSync(join(folder, 'dist'))) {
    problems.push(`${name}: there is no dist folder; run npm run build`);
    continue;
  }
  if (!existsSync(join(folder, 'README.md'))) problems.push(`${name}: README.md is missing`);
  if (!existsSync(join(folder, 'LICENSE')) || readFileSync(join(folder, 'LICENSE'), 'utf8') !== license) {
    problems.push(`${name}: LICENSE is missing or differs from the one at the root`);
  }
  run(name, 'publint', '--strict', folder);
  // TypeScript's old node10 resolution knows no exports map, hence no subpaths; every later one is checked.
  const attw = (...options) => run(name, 'attw', '--pack', folder, '--profile', 'node16', ...options);
  const esmOnly = Object.entries(manifest.exports)
    .filter(([, target]) => typeof target === 'object' && target.require === undefined && target.import === undefined)
    .map(([subpath]) => subpath);
  if (esmOnly.length === 0) attw();
  else {
    attw('--exclude-entrypoints', ...esmOnly);
    attw('--ignore-rules', 'cjs-resolves-to-esm', '--entrypoints', ...esmOnly);
  }
}

problems.push(...importProblems());

if (problems.length > 0) {
  console.error(`\n${problems.join('\n')}`);
  process.exitCode = 1;
}
