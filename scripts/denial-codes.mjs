import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (path) => readFileSync(join(root, path), 'utf8');

/** The codes of a list and their meanings, from its source: a doc comment, then the code. */
const codesIn = (path) =>
  [...read(path).matchAll(/\/\*\* ([^*]+) \*\/\s+'([A-Z_]+)',/g)].map(([, meaning, code]) => ({ code, meaning }));

/** The text of a guard and of the checks that it shares with others. */
const withChecks = (path) => {
  const text = read(path);
  const checks = [...text.matchAll(/from '\.\/(check-[\w-]+)'/g)].map(([, name]) =>
    read(join(dirname(path), `${name}.ts`)),
  );
  return [text, ...checks].join('\n');
};

/** Exported functions of files that write a code, by the name users know. */
const sayersIn = (folder, code) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.ts') && !name.includes('.test') && /^(guards|policy|screening)\b/.test(name))
    .filter((name) => withChecks(join(folder, name)).includes(`'${code}'`))
    .flatMap((name) => [...read(join(folder, name)).matchAll(/^export const (\w+) = \(options/gm)])
    .map(([, name]) => `\`${name}\``)
    .sort();

const tableOf = (codes, firstNumber, sayers) =>
  codes.map(({ code, meaning }, place) => {
    const said = sayers(code).join(', ');
    return `| ${firstNumber + place} | \`${code}\` | ${meaning.replace(/\.$/, '').replaceAll('|', '\\|')} | ${said} |`;
  });

/** The page of all codes, from the sources that say them. */
export const denialCodesPage = () => {
  const kernel = codesIn('packages/core/src/kernel/kernel-codes.ts');
  const risk = codesIn('packages/risk/src/denial-codes.ts');
  const head = ['| number | code | meaning | said by |', '| --- | --- | --- | --- |'];
  return `${[
    '# Denial codes',
    '',
    'Every denial, shrink, delay and stop carries one of these codes, the `limit` and what was `observed`. Codes are never renamed and keep their',
    'numbers. This page is written by `node scripts/write-denial-codes.mjs` from the lists themselves.',
    '',
    '## The kernel',
    '',
    ...head,
    ...tableOf(kernel, 1, () => ['the kernel']),
    '',
    '## The guards of @sigmax/risk',
    '',
    ...head,
    ...tableOf(risk, 101, (code) => sayersIn('packages/risk/src', code)),
    '',
  ].join('\n')}`;
};
