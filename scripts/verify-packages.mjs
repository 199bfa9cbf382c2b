// Installs the packages as npm would publish them into an empty project and uses them from ESM and from CommonJS, type-checked
// with module NodeNext and without skipLibCheck. Needs a build.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { publishedPackages, root } from './packages.mjs';

const packages = publishedPackages();
const project = realpathSync(mkdtempSync(join(tmpdir(), 'sigmax-consumer-')));

const run = (command, ...args) =>
  execFileSync(command, args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** Every name that a user can import: `@sigmax/core`, `@sigmax/core/testing`, … */
const entries = packages.flatMap(({ manifest: { name, exports } }) =>
  Object.keys(exports)
    .filter((subpath) => !subpath.endsWith('.json'))
    .map((subpath) => posix.join(name, subpath)),
);

const pack = () => {
  const archives = packages.map(({ folder }) => {
    const [{ filename }] = JSON.parse(run('npm', 'pack', '--json', '--pack-destination', project, folder));
    return `./${filename}`;
  });
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', ...archives);
};

/** Optional peers are not installed; one that an entry needs is lent by the repository. */
const lendOptionalPeers = () => {
  const peers = packages.flatMap(({ manifest }) => Object.entries(manifest.peerDependenciesMeta ?? {}));
  // Several packages may name one.
  for (const peer of new Set(peers.flatMap(([name, { optional }]) => (optional ? [name] : [])))) {
    const target = join(project, 'node_modules', peer);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(root, 'node_modules', peer), target);
  }
};

const local = (index) => `entry${index}`;

/** Prints the names that each entry exports. */
const lists = () => {
  const print = (index, entry) =>
    `console.log(${JSON.stringify(entry)}, Object.keys(${local(index)}).sort().join(' '));`;
  const body = entries.map((entry, index) => print(index, entry)).join('\n');
  const esm = entries.map((entry, index) => `import * as ${local(index)} from ${JSON.stringify(entry)};`).join('\n');
  const cjs = entries.map((entry, index) => `import ${local(index)} = require(${JSON.stringify(entry)});`).join('\n');
  writeFileSync(join(project, 'list.mts'), `${esm}\n${body}\n`);
  writeFileSync(join(project, 'list.cts'), `${cjs}\n${body}\n`);
};

const compile = () => {
  for (const ending of ['mts', 'cts']) {
    copyFileSync(join(import.meta.dirname, 'consumer/program.ts'), join(project, `program.${ending}`));
  }
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2023', 'DOM'],
    module: 'NodeNext',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    types: [],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.mts', '*.cts'] }));
  run(process.execPath, join(root, 'node_modules/@typescript/native/bin/tsc'), '-p', project);
};

/** Runs a program both ways and returns what it printed, which must be the same. */
const runBoth = (name) => {
  const [esm, commonJs] = ['mjs', 'cjs'].map((ending) => run(process.execPath, `${name}.${ending}`));
  if (esm !== commonJs) throw new Error(`${name} as ESM and as CommonJS printed\n${esm}\nand\n${commonJs}`);
  return esm;
};

try {
  pack();
  lendOptionalPeers();
  lists();
  compile();
  console.log(runBoth('list') + runBoth('program'));
  console.log(`${entries.length} entries of ${packages.length} packages work from ESM and CommonJS.`);
} catch (error) {
  // tsc prints its errors to stdout.
  console.error(error.stdout ?? '');
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}
