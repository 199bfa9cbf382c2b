import type { RefusedRow, SourceAnswer, SourceDraft } from './source';
import { sourceError } from './source-error';

/** A row that is no item. */
export const refusedRow = (code: RefusedRow['code'], problem: string): RefusedRow => ({ code, problem });

/**
 * Reads the first rows of an answer, each for itself: one that is no item is told and the others count.
 *
 * @throws {SourceError} UNEXPECTED_SHAPE: there are rows and none is an item, so this is something else than was asked for.
 */
export const readRows = <Row>(
  source: string,
  rows: readonly Row[],
  maximumItems: number,
  read: (row: Row) => SourceDraft | RefusedRow,
): SourceAnswer => {
  const drafts: SourceDraft[] = [];
  const refused: RefusedRow[] = [];
  for (const row of rows.slice(0, maximumItems)) {
    const one = read(row);
    if ('code' in one) refused.push(one);
    else drafts.push(one);
  }
  const [first] = refused;
  if (drafts.length === 0 && first !== undefined) {
    const why = `none of ${rows.length} rows could be read: ${first.problem}`;
    throw sourceError(source, 'UNEXPECTED_SHAPE', why, { isRetryable: true });
  }
  return { drafts, refused, leftOut: Math.max(0, rows.length - maximumItems), isUnchanged: false };
};

/** The error of an answer that has not the field that was asked for. */
export const unexpectedShape = (source: string, why: string) =>
  sourceError(source, 'UNEXPECTED_SHAPE', why, { isRetryable: true });
