// What the built packages load that scripts/allowed-imports.mjs does not let them: read from the files, and seen in Node.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allowedImports } from './allowed-imports.mjs';
import { loadedBy } from './module-graph.mjs';
import { publicNames } from './public-names.mjs';

/** What is built may load less than its sources, since what is not used is cut off, and never more. */
const writtenProblems = (file, allowed) => {
  const { eager, lazy } = loadedBy(file);
  const later = [...allowed.eager, ...allowed.lazy];
  return [
    ...eager.filter((one) => !allowed.eager.includes(one)).map((one) => `${file} loads ${one} at once`),
    ...lazy.filter((one) => !later.includes(one)).map((one) => `${file} loads ${one} later`),
  ];
};

/** Imports a file in a fresh process: a library that a user need not have must not be among what Node loads. */
const seenProblems = (file, allowed, optionalPeers) => {
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'loaded-packages.mjs'), file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) return [`importing ${file} failed`];
  return JSON.parse(stdout)
    .filter((one) => optionalPeers.includes(one) && !allowed.eager.includes(one))
    .map((one) => `importing ${file} loaded ${one}, which a user need not have`);
};

/** One line for each thing that is wrong; what has not been built is left to others to miss. */
export const importProblems = () =>
  publicNames().flatMap(({ name, built, optionalPeers }) => {
    const files = built.filter((file) => existsSync(file));
    const [first] = files;
    if (first === undefined) return [];
    const allowed = allowedImports[name];
    if (allowed === undefined) return [`${name}: write what it may load into scripts/allowed-imports.mjs`];
    // Outside of a test run vitest refuses to be imported.
    const seen = allowed.eager.includes('vitest') ? [] : seenProblems(first, allowed, optionalPeers);
    return [...files.flatMap((file) => writtenProblems(file, allowed)), ...seen];
  });
