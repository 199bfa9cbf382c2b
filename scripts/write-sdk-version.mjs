// Writes the version of @sigmax/core into the constant that plugins are checked against. Run after `changeset version`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { version } = JSON.parse(readFileSync(path('../packages/core/package.json'), 'utf8'));
const file = path('../packages/core/src/plugin/sdk-version.ts');
const text = readFileSync(file, 'utf8');
const written = text.replace(/(sdkVersion: string = ')[^']*'/, `$1${version}'`);
if (!written.includes(`'${version}'`)) throw new Error(`${file} has no sdkVersion to write.`);
writeFileSync(file, written);
