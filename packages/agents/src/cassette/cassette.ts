import { canonicalJson } from '@sigmax/core';
import { ReplayError } from '../errors';
import { requestKey } from '../models/request-key';
import { type CassetteEntry, parseEntry } from './cassette-entry';

/** Replies of language models, each under the hash of what was asked. */
export interface Cassette {
  readonly size: number;
  entry(key: string): CassetteEntry | undefined;
  /** All entries, in the order of their keys. */
  entries(): readonly CassetteEntry[];
  /** Keeps an entry; one of the same key is replaced. */
  keep(entry: CassetteEntry): void;
  /** As a file: one line of JSON for each entry, in the order of their keys, the same bytes for the same entries. */
  toText(): string;
}

const header = { format: 'sigmax-cassette', version: 1 };

const invalid = (line: number, why: string, cause?: unknown): ReplayError =>
  new ReplayError({
    code: 'INVALID_CASSETTE',
    message: `Line ${line} of the cassette ${why}.`,
    remedy: 'Take the file as it was recorded, or record again.',
    context: { line },
    cause,
  });

const jsonAt = (text: string, line: number): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(line, 'is no JSON', cause);
  }
};

const entryAt = (text: string, line: number): CassetteEntry => {
  let entry: CassetteEntry;
  try {
    entry = parseEntry(jsonAt(text, line));
  } catch (cause) {
    if (cause instanceof ReplayError) throw cause;
    throw invalid(line, 'is no entry', cause);
  }
  // What was redacted has another hash than what was asked.
  if (!entry.isRedacted && requestKey(entry.model, entry.request) !== entry.key) {
    throw invalid(line, 'has another request than its key says');
  }
  return entry;
};

const read = (text: string): Map<string, CassetteEntry> => {
  const found = new Map<string, CassetteEntry>();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first, ...rest] = lines;
  if (first === undefined || canonicalJson(jsonAt(first, 1)) !== canonicalJson(header)) {
    throw invalid(1, `is not ${canonicalJson(header)}`);
  }
  rest.forEach((line, place) => {
    const entry = entryAt(line, place + 2);
    if (found.has(entry.key)) throw invalid(place + 2, 'repeats a key');
    found.set(entry.key, entry);
  });
  return found;
};

const inOrder = (entries: Iterable<CassetteEntry>): readonly CassetteEntry[] =>
  [...entries].sort((one, other) => (one.key < other.key ? -1 : 1));

/**
 * Opens a cassette: replies of language models, each under the hash of what was asked. Empty, or from the text of a file.
 *
 * - State: its entries. Writing the text to a file is yours.
 *
 * @throws {ReplayError} INVALID_CASSETTE: the text is none, or a request in it is not the one of its key.
 * @example
 * ```ts
 * import { openCassette } from '@sigmax/agents';
 * const cassette = openCassette();
 * cassette.toText(); // => '{"format":"sigmax-cassette","version":1}\n'
 * openCassette(cassette.toText()).size; // => 0
 * ```
 */
export const openCassette = (text?: string): Cassette => {
  const kept = text === undefined ? new Map<string, CassetteEntry>() : read(text);
  return {
    get size() {
      return kept.size;
    },
    entry: (key) => kept.get(key),
    entries: () => inOrder(kept.values()),
    keep: (entry) => void kept.set(entry.key, entry),
    toText: () => `${[header, ...inOrder(kept.values())].map(canonicalJson).join('\n')}\n`,
  };
};
