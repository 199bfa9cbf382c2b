// node scripts/with-build.mjs FILE.ts [argument ...]: installs and builds what is missing, then runs a TypeScript file
// against the built packages, as a user of the published ones would.
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [file, ...argumentsOfFile] = process.argv.slice(2);
const entry = resolve(file);
const prepare = fileURLToPath(new URL('./ensure-built.mjs', import.meta.url));
const run = (args, env) => spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1;

const prepared = run([prepare], process.env);
// The root's tsconfig maps @sigmax/* to the sources; the entry's own does not.
const env = { ...process.env, TSX_TSCONFIG_PATH: join(dirname(entry), 'tsconfig.json') };
process.exitCode = prepared === 0 ? run(['--import', 'tsx', entry, ...argumentsOfFile], env) : prepared;
