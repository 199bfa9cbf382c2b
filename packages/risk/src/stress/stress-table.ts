import type { StressResult } from './stress';

const percent = (fraction: number | undefined): string =>
  fraction === undefined ? '' : `${(-100 * fraction).toFixed(1)} %`;

const duration = (ms: number | undefined): string => {
  if (ms === undefined) return '';
  const minutes = ms / 60_000;
  if (minutes < 120) return `${Math.ceil(minutes)} min`;
  return minutes < 2_880 ? `${Math.ceil(minutes / 60)} h` : `${Math.ceil(minutes / 1_440)} d`;
};

const cut = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, width - 1)}…`);

interface Column {
  readonly title: string;
  readonly width: number;
  readonly isNumber: boolean;
  cell(result: StressResult): string;
}

const columns: readonly Column[] = [
  { title: 'scenario', width: 19, isNumber: false, cell: ({ scenario }) => scenario },
  { title: 'shock', width: 9, isNumber: true, cell: ({ shock }) => percent(shock?.lossFraction) },
  {
    title: 'without',
    width: 9,
    isNumber: true,
    cell: ({ withoutGuards }) => percent(withoutGuards?.worstLossFraction),
  },
  { title: 'guarded', width: 9, isNumber: true, cell: ({ withGuards }) => percent(withGuards?.worstLossFraction) },
  {
    title: 'first guard',
    width: 27,
    isNumber: false,
    cell: ({ withGuards }) => {
      const first = withGuards?.firstGuard;
      return first === undefined ? '' : `${first.guard}: ${first.reaction}`;
    },
  },
  { title: 'at', width: 8, isNumber: true, cell: ({ withGuards }) => percent(withGuards?.firstGuard?.lossFraction) },
  { title: 'to flat', width: 7, isNumber: true, cell: ({ shock }) => duration(shock?.timeToFlatMs) },
];

const line = (cells: readonly string[]): string =>
  cells
    .map((text, index) => {
      const { width, isNumber } = columns[index] as Column;
      return isNumber ? cut(text, width).padStart(width) : cut(text, width).padEnd(width);
    })
    .join(' ')
    .trimEnd();

/**
 * Writes results of {@link stress} as a table of at most 100 columns.
 *
 * `shock`: what the portfolio makes at the worst moment when nobody does anything. `without` and `guarded`: what the bot makes
 * at its worst close, without its guards and with them. `first guard`: who did something first, and `at`, what had been made
 * up to then. `to flat`: how long closing everything takes with the volume that is left. Below the table stands why a
 * scenario has no figures.
 *
 * - Cost: O(scenarios).
 *
 * @example
 * ```ts
 * import { stress, stressTable } from '@sigmax/risk';
 * const results = stress({
 *   portfolio: { cash: { USDT: 1_000 } },
 *   markets: [{ instrument: 'demo:BTC/USDT', price: 100_000, volumePerHour: 1_000 }],
 *   costs: { takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0005, participationFraction: 0.1 },
 *   reportingAsset: 'USDT',
 * });
 * stressTable(results).split('\n')[0]?.trim().split(/\s+/)[0]; // => 'scenario'
 * ```
 */
export const stressTable = (results: readonly StressResult[]): string => {
  const width = columns.reduce((sum, column) => sum + column.width + 1, -1);
  const notes = results.flatMap(({ scenario, notApplicable }) =>
    notApplicable === undefined ? [] : [cut(`${scenario}: ${notApplicable}.`, width)],
  );
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map((column) => '-'.repeat(column.width))),
    ...results.map((result) => line(columns.map(({ cell }) => cell(result)))),
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ].join('\n');
};
