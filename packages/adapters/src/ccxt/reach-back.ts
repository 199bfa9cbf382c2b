import { fieldOf } from './read-value';

/** What has been reached so far, oldest first, kept while connections come and go. */
export interface Reached {
  rows: readonly unknown[];
}

/** Requests that may follow each other to reach back. */
const mostRequests = 500;

const idOf = (row: unknown): unknown => fieldOf(row, 'id');

const timeOf = (row: unknown): number => {
  const timeMs = fieldOf(row, 'timestamp');
  return typeof timeMs === 'number' ? timeMs : Number.NEGATIVE_INFINITY;
};

/** What was reached before goes before what is known now, once both have a row in common. */
const joined = (rows: readonly unknown[], before: readonly unknown[]): readonly unknown[] => {
  const ids = new Set(rows.map(idOf));
  const at = before.findIndex((row) => ids.has(idOf(row)));
  return at > 0 ? [...before.slice(0, at), ...rows] : rows;
};

/**
 * Puts earlier rows before the newest ones until the first is older than `fromMs`, for venues that answer backwards.
 *
 * What an attempt has reached is kept in `reached`, so that one that is broken off is gone on with and not begun anew: else a
 * long gap would never be filled while connections break.
 *
 * @param earlier requests the rows before one; fails, or is told by `isGone`, when nobody waits any more
 */
export const reachBack = async (
  newest: readonly unknown[],
  fromMs: number,
  reached: Reached,
  earlier: (oldestId: string) => Promise<readonly unknown[]>,
  isGone: () => boolean,
): Promise<readonly unknown[]> => {
  let rows = joined(newest, reached.rows);
  for (let count = 0; count < mostRequests && !isGone(); count++) {
    const [oldest] = rows;
    const id = idOf(oldest);
    if (typeof id !== 'string' || timeOf(oldest) < fromMs) break;
    const page = await earlier(id);
    if (page.length === 0) break;
    rows = joined([...page, ...rows], reached.rows);
    // Only what reaches at least as far back replaces what was reached.
    if (timeOf(rows[0]) <= timeOf(reached.rows[0] ?? rows[0])) reached.rows = rows;
  }
  if (!isGone()) reached.rows = [];
  return rows;
};
