import { expect, it } from 'vitest';
import { markPureConstants } from '../build/pure-constants';

const marked = (text: string): string => markPureConstants('a.ts', text).replaceAll('/* @__PURE__ */ ', '#');

it('wraps what computes a constant', () => {
  expect(marked('export const a = z.int().min(1);')).toBe('export const a = #(() => (z.int().min(1)))();');
  expect(marked('const a: Set<number> = new Set<number>(), b = 1 / a.size;')).toBe(
    'const a: Set<number> = #(() => (new Set<number>()))(), b = #(() => (1 / a.size))();',
  );
  expect(marked('const a = { ...b } as const; // why')).toBe('const a = #(() => ({ ...b } as const))(); // why');
});

it.each([
  'const a = 1, b = -1, c = "text", d = `text`, e = true, f = a;',
  'const a = () => f();',
  'const a = function () { return f(); };',
  'const a = class { b = f(); };',
  'register(); for (const a of f()) { g(a); }',
  'function a(): void { const b = f(); }',
  // A function that is not async cannot wait.
  'const a = await f();',
  // What changes later may be there for its effect.
  'let a = f();',
])('leaves %s', (text) => {
  expect(marked(text)).toBe(text);
});
