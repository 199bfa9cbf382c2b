import { DataError } from '@sigmax/core';
import { type DatasetKey, datasetName } from './dataset';
import type { KindColumn } from './kind-table';

const text = (value: unknown): string => {
  const shown =
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? 'nothing';
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
};

/** One column of two rows that share a key. */
interface Difference {
  readonly column: string;
  readonly stored: unknown;
  readonly came: unknown;
}

/** A pair of rows as the query gives it, the two values of each column side by side. */
const differences = (columns: readonly KindColumn[], pair: readonly unknown[]): Difference[] =>
  columns
    .map(({ name }, index) => ({ column: name, stored: pair[2 * index], came: pair[2 * index + 1] }))
    .filter(({ stored, came }) => text(stored) !== text(came));

/** Two rows that cannot both be true; the message names the first pair, the context up to five. */
export const conflictError = (
  source: string,
  dataset: DatasetKey,
  columns: readonly KindColumn[],
  count: number,
  pairs: readonly (readonly unknown[])[],
): DataError => {
  const examples = pairs.map((pair) => ({ timeMs: pair[1] as number, differences: differences(columns, pair) }));
  const [first] = examples;
  const at = first === undefined ? '' : ` at ${new Date(first.timeMs).toISOString()} (${first.timeMs})`;
  const what = (first?.differences ?? [])
    .map(({ column, stored, came }) => `${column} was ${text(stored)}, then ${text(came)}`)
    .join('; ');
  return new DataError({
    code: 'CONFLICTING_ROWS',
    message: `${source}: ${count} rows of ${datasetName(dataset)} differ from rows with the same key; the first${at}: ${what}.`,
    remedy:
      "Find out which source is right; conflicts: 'keep-stored' leaves the later rows out, 'take-new' replaces the earlier ones.",
    context: { source, ...dataset, count, examples },
  });
};
