import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { promptGuard } from './prompt-guard';
import { redactKnown } from './redact-known';

const sources = fileURLToPath(new URL('..', import.meta.url));

it('is imported by no agent, model or guard: those get a function and never a secret', () => {
  const files = readdirSync(sources, { recursive: true }).map(String);
  const importers = files
    .filter((file) => file.endsWith('.ts') && !file.includes('.test'))
    .filter((file) => /^(?:import|export)[^;]*redact-known'/m.test(readFileSync(join(sources, file), 'utf8')));
  expect(importers.map((file) => file.replaceAll('\\', '/'))).toEqual(['security/index.ts']);
});

it('shows a guard nothing that it could give away', () => {
  const guard = promptGuard({ clean: redactKnown(['horse-battery-staple']) });
  expect(guard.clean('It is horse-battery-staple')).toBe('It is [secret]');
  expect(JSON.stringify([guard, Object.getOwnPropertyNames(guard.clean), String(guard.clean)])).not.toContain('horse');
  expect(() => promptGuard({ secrets: ['horse-battery-staple'] } as never)).toThrow(/secrets/);
});

it('finds a secret that begins with a backslash or a quotation mark, however deep in JSON', () => {
  for (const secret of ['\\\\server\\share', '"quoted"-word']) {
    const clean = redactKnown([secret]);
    let text = secret;
    for (let depth = 0; depth < 4; depth++) {
      expect(clean(`It is ${text}!`)).toMatch(/^It is [\\"]*\[secret\][\\"]*!$/);
      text = JSON.stringify(text);
    }
  }
});

it('takes out the longer of two secrets first', () => {
  expect(redactKnown(['account', 'account-4711'])('account-4711 and account')).toBe('[secret] and [secret]');
});
