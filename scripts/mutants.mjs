// npm run verify:mutants [-- PART ...]: plants one fault after the other and sees that the tests beside it go red.
// Faults stand in test/mutants/*.json as { file, search, replace, tests? }; they are planted in a copy.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'test/mutants');
const parts = process.argv.slice(2);

const mutants = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  .filter(({ file }) => parts.length === 0 || parts.some((part) => file.includes(part)));
if (mutants.length === 0) {
  console.error(`No planted fault matches ${parts.join(', ')}.`);
  process.exit(2);
}

const copy = mkdtempSync(join(tmpdir(), 'sigmax-mutants-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const name of ['package.json', 'tsconfig.base.json', 'tsconfig.json', 'vitest.config.ts'])
  cpSync(join(root, name), join(copy, name));
for (const name of ['packages', 'test'])
  cpSync(join(root, name), join(copy, name), {
    recursive: true,
    filter: (path) => !/[/\\](node_modules|dist)$/.test(path),
  });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');

/** The tests beside a file, unless a fault names others. */
const testsOf = ({ file, tests }) => {
  const beside = ['.test.ts', '.property.test.ts'].map((end) => file.replace(/\.ts$/, end));
  return tests ?? beside.filter((path) => existsSync(join(copy, path)));
};

/** `caught` when the tests fail, `survived` when they pass, and what is wrong with the fault itself. */
const plant = (mutant) => {
  const path = join(copy, mutant.file);
  const whole = readFileSync(path, 'utf8');
  const places = whole.split(mutant.search).length - 1;
  if (places !== 1) return `is found ${places} times`;
  const tests = testsOf(mutant);
  if (tests.length === 0) return 'has no tests';
  writeFileSync(
    path,
    whole.replace(mutant.search, () => mutant.replace),
  );
  const { status, stdout } = spawnSync('npx', ['vitest', 'run', '--bail', '1', ...tests], {
    cwd: copy,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 300_000,
  });
  writeFileSync(path, whole);
  if (status === 0) return 'survived';
  // A fault that does not even load proves nothing; one that hangs was noticed.
  return status === null || /Tests .*failed/.test(stdout) ? 'caught' : 'does not run';
};

const failures = [];
for (const [index, mutant] of mutants.entries()) {
  const outcome = plant(mutant);
  const line = `${mutant.file}: ${JSON.stringify(mutant.search)} → ${JSON.stringify(mutant.replace)}`;
  if (outcome !== 'caught') failures.push(`${outcome}: ${line}`);
  console.log(`[${index + 1}/${mutants.length}] ${outcome.padEnd(8)} ${line}`);
}
console.log(
  `\n${mutants.length - failures.length}/${mutants.length} planted faults caught in ${Math.round(process.uptime())} s.`,
);
if (failures.length > 0) {
  console.error(failures.join('\n'));
  process.exitCode = 1;
}
