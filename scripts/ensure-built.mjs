// Installs and builds what is missing or older than its sources, and nothing else. Used by npm start and npm run bench;
// with --install-only by npm test, which runs the sources.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (text) => process.stderr.write(`${text}\n`);

const run = (what, command, args) => {
  say(`${what} …`);
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return;
  say(`${stdout}\n${stderr}\n${what} failed: ${command} ${args.join(' ')} ended with status ${status}.`);
  process.exit(1);
};

/** The newest change below a folder, tests left out. */
const newest = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test'))
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs), 0);

const lockfile = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');
const isInstalled = () => existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs;

if (!isInstalled()) run('Installing dependencies (once, about a minute)', 'npm', ['ci', '--no-audit', '--no-fund']);

if (process.argv.includes('--install-only')) process.exit(0);

const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
let isBehind = false;
for (const workspace of workspaces) {
  const folder = join(root, workspace);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (manifest.scripts?.build === undefined) continue;
  const output = join(folder, 'dist', 'index.js');
  const anyOutput = existsSync(output) ? output : join(folder, 'dist');
  const isFresh = existsSync(anyOutput) && statSync(anyOutput).mtimeMs >= newest(join(folder, 'src'));
  // What is built on a package that changed is built again with it.
  if (isFresh && !isBehind) continue;
  isBehind = true;
  run(`Building ${manifest.name}`, 'npm', ['run', 'build', '--workspace', manifest.name]);
}
