// Runs a command on several versions of Node:
//   node scripts/run-on-nodes.mjs [--versions 20,22,24] [--same-output] -- node -p process.version
// The versions come from npm as the package `node` (about 130 MB each, then cached). With --same-output it also fails when
// two versions print different things, which is how one checks that a run gives the same digest everywhere.
import { spawnSync } from 'node:child_process';

const usage = 'usage: node scripts/run-on-nodes.mjs [--versions 20,22,24] [--same-output] -- command [arguments]';

const readArguments = (words) => {
  const end = words.indexOf('--');
  const options = end === -1 ? [] : words.slice(0, end);
  const command = end === -1 ? [] : words.slice(end + 1);
  let versions = ['20', '22', '24'];
  let mustAgree = false;
  for (let index = 0; index < options.length; index++) {
    if (options[index] === '--versions') versions = (options[++index] ?? '').split(',');
    else if (options[index] === '--same-output') mustAgree = true;
    else return undefined;
  }
  const isValid = command.length > 0 && versions.every((version) => /^\d+(\.\d+){0,2}$/.test(version));
  return isValid ? { versions, mustAgree, command } : undefined;
};

/** The command on one version; npx puts that Node first on the PATH, so scripts that start with `env node` use it too. */
const runOn = (version, command) => {
  const on = (...words) =>
    spawnSync('npx', ['--yes', '--package', `node@${version}`, '--', ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 28,
    });
  const found = on('node', '--version').stdout.trim();
  if (found !== `v${version}` && !found.startsWith(`v${version}.`)) {
    return { version, status: 1, output: `Node ${version} was asked for and ${found || 'none'} was found.\n` };
  }
  const { status, stdout } = on(...command);
  return { version: found, status: status ?? 1, output: stdout };
};

const given = readArguments(process.argv.slice(2));
if (given === undefined) {
  console.error(usage);
  process.exit(2);
}

const runs = given.versions.map((version) => {
  const run = runOn(version, given.command);
  console.log(`\n==== Node ${run.version}: ${given.command.join(' ')}\n${run.output}`);
  return run;
});

const failed = runs.filter(({ status }) => status !== 0);
for (const { version, status } of failed) console.error(`Node ${version}: the command ended with ${status}.`);
const differing = given.mustAgree && new Set(runs.map(({ output }) => output)).size > 1;
if (differing) console.error('The versions printed different things.');
process.exitCode = failed.length > 0 || differing ? 1 : 0;
