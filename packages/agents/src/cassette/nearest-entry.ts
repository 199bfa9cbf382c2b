import { canonicalJson } from '@sigmax/core';
import type { CassetteEntry } from './cassette-entry';

export interface NearestEntry {
  readonly key: string;
  /** Words in common, as a part of all words of both. */
  readonly likeness: number;
  /** Where they first differ: a path, and what stands there. */
  readonly path: string;
  readonly recorded: string;
  readonly asked: string;
}

const wordsOf = (value: unknown): ReadonlySet<string> => new Set(canonicalJson(value).match(/[\p{L}\p{N}.]+/gu) ?? []);

/** Words in common ÷ words of both (Jaccard 1901). */
const likenessOf = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  const all = one.size + other.size - common;
  return all === 0 ? 1 : common / all;
};

interface Difference {
  readonly path: string;
  readonly recorded: unknown;
  readonly asked: unknown;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const firstDifference = (recorded: unknown, asked: unknown, path: string): Difference | undefined => {
  if (!isObject(recorded) || !isObject(asked)) {
    return canonicalJson(recorded) === canonicalJson(asked) ? undefined : { path, recorded, asked };
  }
  for (const key of [...new Set([...Object.keys(recorded), ...Object.keys(asked)])].sort()) {
    const found = firstDifference(
      Reflect.get(recorded, key),
      Reflect.get(asked, key),
      path === '' ? key : `${path}.${key}`,
    );
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Both texts around the first character in which they differ. */
const excerpts = (recorded: unknown, asked: unknown): readonly [string, string] => {
  const texts = [recorded, asked].map((value) => (typeof value === 'string' ? value : canonicalJson(value)));
  const [one = '', other = ''] = texts;
  let place = 0;
  while (place < one.length && one[place] === other[place]) place += 1;
  const from = Math.max(0, place - 30);
  const shown = (text: string): string =>
    `${from > 0 ? '…' : ''}${text.slice(from, place + 30)}${text.length > place + 30 ? '…' : ''}`;
  return [shown(one), shown(other)];
};

/** The entry whose request has most words in common with what was asked; of equals the first by key. */
export const nearestEntry = (
  entries: readonly CassetteEntry[],
  model: string,
  request: unknown,
): NearestEntry | undefined => {
  const asked = { model, request };
  const words = wordsOf(asked);
  let best: { readonly entry: CassetteEntry; readonly likeness: number } | undefined;
  for (const entry of entries) {
    const likeness = likenessOf(wordsOf({ model: entry.model, request: entry.request }), words);
    if (best === undefined || likeness > best.likeness) best = { entry, likeness };
  }
  if (best === undefined) return undefined;
  const { entry, likeness } = best;
  const difference = firstDifference({ model: entry.model, request: entry.request }, asked, '');
  const [recorded, now] = excerpts(difference?.recorded, difference?.asked);
  return { key: entry.key, likeness, path: difference?.path ?? '', recorded, asked: now };
};
