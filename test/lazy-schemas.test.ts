import { expect, it } from 'vitest';
import { makeSchemasLazy } from '../build/lazy-schemas';

const lazy = (text: string): string => makeSchemasLazy('a.ts', text);
const made = (schema: string): string => `((made?: any) => () => (made ??= ${schema}))()`;

it('makes a schema when it is first used', () => {
  expect(lazy('const schema = z.object({});\nconst f = (o) => parse(schema, o);')).toBe(
    `const schema = ${made('z.object({})')};\nconst f = (o) => parse(schema(), o);`,
  );
  expect(lazy('const a = z.int();\nconst b = z.object({ a: a.min(1), ...a.shape });\nf(b);')).toBe(
    `const a = ${made('z.int()')};\nconst b = ${made('z.object({ a: a().min(1), ...a().shape })')};\nf(b());`,
  );
});

it('leaves types, and names that are only spelt alike', () => {
  const rest = '\ntype T = z.infer<typeof schema>;\nf({ schema: 1 }.schema);';
  expect(lazy(`const schema = z.int();${rest}`)).toBe(`const schema = ${made('z.int()')};${rest}`);
});

it('makes it once', () => {
  let count = 0;
  const z = { int: () => ({ count: ++count }) };
  const code = lazy('const schema = z.int();\nreturn [schema, schema];').replace('?: any', '');
  expect(new Function('z', code)(z)).toEqual([{ count: 1 }, { count: 1 }]);
});

it.each([
  'export const schema = z.int();',
  'let schema = z.int();',
  'const schema = other.int();',
  'const schema = z;',
  // Another thing of the same name.
  'const schema = z.int();\nconst f = (schema) => schema.a;',
  'const schema = z.int();\nconst { schema: b } = c; const f = ({ schema }) => b;',
  // A use that is not known.
  'const schema = z.int();\nconst o = { schema };',
  'const schema = z.int();\nexport { schema };',
])('leaves %s', (text) => {
  expect(lazy(text)).toBe(text);
});
