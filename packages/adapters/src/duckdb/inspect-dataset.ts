import type { DuckDBConnection } from '@duckdb/node-api';
import type { ReportSettings } from './catalogue-options';
import type { Gap, Outlier } from './dataset-report';
import type { MarketKind } from './market-kind';

/** What one pass of SQL finds out about the rows of a dataset, which stand in the view or table `name`. */
export interface InspectedRows {
  readonly missing: number | undefined;
  readonly longestGaps: readonly Gap[];
  readonly offGrid: number | undefined;
  readonly violations: number;
  readonly zeroVolume: number | undefined;
  readonly outliers: number | undefined;
  readonly largestOutliers: readonly Outlier[];
}

const hourMs = 3_600_000;
/** The MAD of a normal distribution times this is its standard deviation: 1 / Φ⁻¹(3/4). */
const normalMad = 1.4826;
const leastMoves = 10;

/** The prices of a flat list of levels. */
const prices = (side: string): string => `list_slice(${side}, 1, len(${side}), 2)`;

/** SQL of a row that no market makes. A comparison with NULL is no violation. */
const violation: Readonly<Record<MarketKind, string>> = {
  bar: 'NOT (low > 0 AND low <= open AND low <= close AND open <= high AND close <= high AND volume >= 0)',
  trade: 'NOT (price > 0 AND quantity > 0)',
  quote: 'NOT (bid > 0 AND ask > 0 AND bid <= ask AND bid_quantity >= 0 AND ask_quantity >= 0)',
  'funding-rate': 'NOT (mark_price > 0)',
  'order-book': `NOT (list_min(${prices('bids')}) > 0) OR NOT (list_min(${prices('asks')}) > 0)
    OR (is_snapshot AND list_max(${prices('bids')}) >= list_min(${prices('asks')}))`,
};

const zeroVolume: Readonly<Record<MarketKind, string | undefined>> = {
  bar: 'volume = 0',
  trade: 'quantity = 0',
  quote: 'bid_quantity = 0 OR ask_quantity = 0',
  'funding-rate': undefined,
  'order-book': undefined,
};

/** What moves: a price whose log returns are looked at, or a rate that is looked at itself. */
const value: Readonly<Record<MarketKind, string | undefined>> = {
  bar: 'close',
  trade: 'price',
  quote: '(bid + ask) / 2',
  'funding-rate': 'rate',
  'order-book': undefined,
};

const numbers = async (connection: DuckDBConnection, sql: string): Promise<(number | undefined)[][]> => {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRows().map((row) => row.map((one) => (one === null ? undefined : Number(one))));
};

/** The time between two rows that a dataset should have; `undefined` for events, which come when they come. */
const rhythm = async (
  connection: DuckDBConnection,
  kind: MarketKind,
  timeframeMs: number | undefined,
): Promise<number | undefined> => {
  if (kind === 'bar') return timeframeMs;
  if (kind !== 'funding-rate') return undefined;
  const [[median] = []] = await numbers(connection, 'SELECT median(gap) FROM spacings');
  return median === undefined ? undefined : Math.max(1, Math.round(median / hourMs)) * hourMs;
};

const missingRows = async (connection: DuckDBConnection, lost: string): Promise<number> => {
  const [[missing = 0] = []] = await numbers(connection, `SELECT sum(${lost}) FROM spacings WHERE ${lost} > 0`);
  return missing;
};

const findGaps = async (
  connection: DuckDBConnection,
  rows: string,
  kind: MarketKind,
  timeframeMs: number | undefined,
  examples: number,
): Promise<Pick<InspectedRows, 'missing' | 'longestGaps'>> => {
  const found = `SELECT from_ms, time_ms, time_ms - from_ms AS gap FROM
    (SELECT time_ms, lag(time_ms) OVER (ORDER BY time_ms, seq) AS from_ms FROM ${rows}) WHERE time_ms > from_ms`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE spacings AS ${found}`);
  const stepMs = await rhythm(connection, kind, timeframeMs);
  const lost = stepMs === undefined ? 'NULL' : `round(gap / ${stepMs}) - 1`;
  const listed = stepMs === undefined ? '' : `WHERE ${lost} > 0`;
  const longest = await numbers(
    connection,
    `SELECT from_ms, time_ms, ${lost} FROM spacings ${listed} ORDER BY gap DESC, time_ms LIMIT ${examples}`,
  );
  return {
    missing: stepMs === undefined ? undefined : await missingRows(connection, lost),
    longestGaps: longest.map(([fromMs, toMs, lostRows]) => ({
      fromMs: fromMs as number,
      toMs: toMs as number,
      missing: lostRows,
    })),
  };
};

/**
 * Moves far from the median, in multiples of the median absolute deviation.
 *
 * Returns of 0 are left out: of trades and quotes they are most, and then the deviation would be 0 too. Source: Iglewicz and
 * Hoaglin 1993, "How to Detect and Handle Outliers", the modified z-score; their limit of 3.5 is for normal data, and
 * returns of markets are not.
 */
const findOutliers = async (
  connection: DuckDBConnection,
  rows: string,
  kind: MarketKind,
  { outlierLimit, examples }: ReportSettings,
): Promise<Pick<InspectedRows, 'outliers' | 'largestOutliers'>> => {
  const of = value[kind];
  if (of === undefined) return { outliers: undefined, largestOutliers: [] };
  const before = `lag(value) OVER (ORDER BY time_ms, seq)`;
  const move =
    kind === 'funding-rate' ? 'value' : `CASE WHEN value > 0 AND ${before} > 0 THEN ln(value / ${before}) END`;
  const moves = `SELECT time_ms, value, move FROM
    (SELECT time_ms, value, ${move} AS move FROM (SELECT time_ms, seq, ${of} AS value FROM ${rows})) WHERE move <> 0`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE moves AS ${moves}`);
  const [[count = 0, middle] = []] = await numbers(connection, 'SELECT count(*), median(move) FROM moves');
  if (count < leastMoves || middle === undefined) return { outliers: undefined, largestOutliers: [] };
  const [[spread = 0] = []] = await numbers(connection, `SELECT median(abs(move - ${middle})) FROM moves`);
  if (!(spread > 0)) return { outliers: undefined, largestOutliers: [] };
  const score = `(move - ${middle}) / ${normalMad * spread}`;
  const [[outliers = 0] = []] = await numbers(
    connection,
    `SELECT count(*) FROM moves WHERE abs(${score}) > ${outlierLimit}`,
  );
  const largest = await numbers(
    connection,
    `SELECT time_ms, value, ${score} AS score FROM moves WHERE abs(${score}) > ${outlierLimit}
     ORDER BY abs(${score}) DESC, time_ms LIMIT ${examples}`,
  );
  return {
    outliers,
    largestOutliers: largest.map(([timeMs, found, scored]) => ({
      timeMs: timeMs as number,
      value: found as number,
      score: scored as number,
    })),
  };
};

/** Looks at the rows of one dataset. `rows` is SQL to select from. */
export const inspectDataset = async (
  connection: DuckDBConnection,
  rows: string,
  about: { readonly kind: MarketKind; readonly timeframeMs: number | undefined; readonly firstMs: number },
  settings: ReportSettings,
): Promise<InspectedRows> => {
  const { kind, timeframeMs, firstMs } = about;
  const empty = zeroVolume[kind];
  const offGrid = kind === 'bar' ? `(time_ms - ${firstMs}) % ${timeframeMs} <> 0` : 'false';
  const [[violations = 0, zero = 0, off = 0] = []] = await numbers(
    connection,
    `SELECT count(*) FILTER (WHERE ${violation[kind]}), count(*) FILTER (WHERE ${empty ?? 'false'}),
       count(*) FILTER (WHERE ${offGrid}) FROM ${rows}`,
  );
  return {
    ...(await findGaps(connection, rows, kind, timeframeMs, settings.examples)),
    offGrid: kind === 'bar' ? off : undefined,
    violations,
    zeroVolume: empty === undefined ? undefined : zero,
    ...(await findOutliers(connection, rows, kind, settings)),
  };
};
