import type { CatalogueReport } from './catalogue-report';
import { datasetName } from './dataset';
import type { DatasetReport } from './dataset-report';

const widest = 100;

/** A size in decimal units, 4 characters of digits at most. */
const sizeText = (bytes: number): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1_000;
    unit++;
  }
  return `${unit === 0 || size >= 99.5 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
};

const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const momentText = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const countText = (count: number | undefined): string => (count === undefined ? '-' : String(count));

const durationText = (ms: number): string => {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${(ms / 3_600_000).toFixed(1)} h` : `${(ms / 86_400_000).toFixed(1)} d`;
};

/** Cuts a text in its middle, where two names differ least. */
const shorten = (text: string, width: number): string => {
  if (text.length <= width) return text;
  const head = Math.ceil((width - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (width - 1 - head))}`;
};

/** Control characters of a hostile name would write over the table. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');

const nameOf = (dataset: DatasetReport): string => printable(datasetName(dataset));

const headings = ['dataset', 'rows', 'first', 'last', 'missing', 'twice', 'order', 'bad', 'far', 'zero', 'size'];

const cells = (one: DatasetReport): string[] => [
  nameOf(one),
  String(one.rows),
  dayText(one.firstMs),
  dayText(one.lastMs),
  countText(one.missing),
  String(one.duplicates),
  String(one.outOfOrder),
  String(one.violations + (one.offGrid ?? 0)),
  countText(one.outliers),
  countText(one.zeroVolume),
  sizeText(one.bytes),
];

/** A table whose first column gives way when the line would be too long. */
const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const others = widths.slice(1).reduce((sum, width) => sum + width + 1, 0);
  widths[0] = Math.max(7, Math.min(widths[0] ?? 0, widest - others));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? shorten(cell, width).padEnd(width) : cell.padStart(width);
      })
      .join(' ')
      .trimEnd(),
  );
};

const line = (text: string): string => shorten(text, widest);

const gapLines = (one: DatasetReport): string[] =>
  one.longestGaps
    .filter(({ missing }) => missing !== undefined)
    .map(({ fromMs, toMs, missing }) =>
      line(`  ${shorten(nameOf(one), 34)}: ${missing} missing, ${momentText(fromMs)} to ${momentText(toMs)}`),
    );

const silenceLines = (one: DatasetReport): string[] =>
  one.longestGaps
    .filter(({ missing }) => missing === undefined)
    .slice(0, 1)
    .map(({ fromMs, toMs }) =>
      line(`  ${shorten(nameOf(one), 40)}: ${durationText(toMs - fromMs)} after ${momentText(fromMs)}`),
    );

const outlierLines = (one: DatasetReport): string[] =>
  one.largestOutliers.map(({ timeMs, value, score }) =>
    line(`  ${shorten(nameOf(one), 34)}: ${momentText(timeMs)} to ${value}, ${score.toFixed(0)} deviations`),
  );

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

const legend = [
  'missing: bars or settlements that the rhythm asks for; twice: equal rows stored once; order: rows',
  'that were sorted; bad: rows that no market makes; far: moves beyond the limit; zero: no volume.',
];

/** The report as text of at most 100 columns. */
export const reportText = (report: Omit<CatalogueReport, 'toString'>): string => {
  const { datasets } = report;
  const count = `${datasets.length} dataset${datasets.length === 1 ? '' : 's'}`;
  const title = line(`Catalogue ${printable(report.path)}, generation ${report.generation}`);
  const sums = `${count}, ${report.rows} row${report.rows === 1 ? '' : 's'}, ${sizeText(report.bytes)}; ${report.isSound ? 'sound' : 'NOT SOUND'}`;
  if (datasets.length === 0) return [title, 'It is empty.'].join('\n');
  return [
    title,
    sums,
    '',
    ...table([headings, ...datasets.map(cells)]),
    '',
    ...legend,
    ...section('Longest gaps', datasets.flatMap(gapLines)),
    ...section('Longest silences', datasets.flatMap(silenceLines)),
    ...section('Largest moves', datasets.flatMap(outlierLines)),
    ...section(
      'Made-up prices, not real data',
      datasets.filter(({ isSimulated }) => isSimulated).map((one) => line(`  ${nameOf(one)}`)),
    ),
    ...section(
      'DAMAGED FILES',
      datasets.flatMap(({ damagedFiles }) => damagedFiles.map((file) => line(`  ${file}`))),
    ),
  ].join('\n');
};
