import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json';

it('gives equal values equal text, whatever order they were written in', () => {
  expect(canonicalJson({ b: 1, a: [{ d: 2, c: 'x' }] })).toBe('{"a":[{"c":"x","d":2}],"b":1}');
  expect(canonicalJson({ a: 1, b: undefined })).toBe(canonicalJson({ a: 1 }));
  expect(JSON.parse(canonicalJson({ text: 'a"b\n', none: null, yes: true }))).toEqual({
    text: 'a"b\n',
    none: null,
    yes: true,
  });
});

it('gives different values different text, where JSON would not', () => {
  const values = [{}, new Date(0), new Date(1e12), 1n, 2n, new Map([[1, 2]]), new Set([1]), () => 1, () => 2, null];
  expect(new Set(values.map(canonicalJson)).size).toBe(values.length);
});
