import { canonicalJson } from '@sigmax/core';
import { sha256OfText } from './sha256-of-text';

/** What a journal keeps of one thing that was done: JSON values only. */
export type JournalEntry = Readonly<Record<string, unknown>> & { readonly type: string; readonly timeMs: number };

/** What stands for the line before the first. */
export const journalStart = '0'.repeat(64);

/** ASCII only: a byte that is none cannot be read as another that is. */
const ascii = (json: string): string =>
  json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** One line of a journal, without its end: the entry, the hash of the line before and its own, as JSON with sorted keys. */
export const journalLine = (
  previous: string,
  sequence: number,
  entry: JournalEntry,
): { readonly line: string; readonly hash: string } => {
  const hash = sha256OfText(ascii(canonicalJson({ entry, previous, sequence })));
  return { line: ascii(canonicalJson({ entry, hash, previous, sequence })), hash };
};
