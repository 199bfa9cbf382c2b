import { fixed, money, percent } from '../format';
import type { TearSheet } from '../tear-sheet';
import { hangingChart, risingChart, sparkline } from './block-chart';
import { beside, ends, fillLeft, fillRight, printable, table, wrap } from './layout';

const width = 98;
const gap = 4;
const half = (width - gap) / 2;
const axis = 12;

const axisLabel = (value: number): string => fixed(value, Math.abs(value) >= 1_000 ? 0 : Math.abs(value) >= 1 ? 2 : 6);

/** A chart with the first and last row labelled on its left. */
const withAxis = (rows: readonly string[], top: string, bottom: string): string[] =>
  rows.map((row, index) => {
    const label = index === 0 ? top : index === rows.length - 1 ? bottom : '';
    return `${fillLeft(label, axis)} ${label === '' ? '│' : '┤'}${row}`.trimEnd();
  });

const charts = (sheet: Omit<TearSheet, 'toString'>): string[] => {
  const { equity, buyAndHold, drawdown, initialEquity, finalEquity, reportingAsset, firstDay, lastDay } = sheet;
  if (equity.length === 0) return [];
  const span = width - axis - 2;
  const high = Math.max(...equity);
  const low = Math.min(...equity);
  const deepest = Math.max(...drawdown);
  const lines = [
    ends('Equity', `${money(initialEquity)} → ${money(finalEquity, reportingAsset)}`, width),
    ...withAxis(risingChart(equity, span, 6), axisLabel(high), axisLabel(low)),
  ];
  if (buyAndHold.length > 0) {
    lines.push(
      '',
      ends('Buy and hold', `${money(initialEquity)} → ${money(buyAndHold.at(-1), reportingAsset)}`, width),
    );
    lines.push(`${' '.repeat(axis + 2)}${sparkline(buyAndHold, span)}`);
  }
  lines.push('', ends('Drawdown', `deepest ${percent(deepest)}`, width));
  lines.push(...withAxis(hangingChart(drawdown, span, 3), '0 %', percent(deepest)));
  lines.push(`${' '.repeat(axis + 2)}${ends(firstDay ?? '', lastDay ?? '', span)}`);
  return lines;
};

/** Sections in pairs, side by side; one that is too wide for half a page gets the page. */
const tables = (sheet: Omit<TearSheet, 'toString'>): string[] => {
  const lines: string[] = [];
  const { sections } = sheet;
  for (let index = 0; index < sections.length; ) {
    const left = sections[index] as TearSheet['sections'][number];
    const right = sections[index + 1];
    const fits = (one: typeof left) => one.columns.length <= 2;
    if (right !== undefined && fits(left) && fits(right)) {
      lines.push(...beside(table(left, half), table(right, half), half, gap), '');
      index += 2;
    } else {
      lines.push(...table(left, fits(left) ? half : width), '');
      index += 1;
    }
  }
  return lines;
};

/** The text of a tear sheet, at most 100 columns wide. */
export const drawTearSheet = (sheet: Omit<TearSheet, 'toString'>): string => {
  const rule = '═'.repeat(width);
  const labels = Math.max(...sheet.reproduction.map(([label]) => label.length), 0) + 2;
  const lines = [
    rule,
    ends(`SIGMAX · ${sheet.title}`, sheet.isSimulated ? 'SIMULATED MARKET' : '', width),
    ...wrap(sheet.subtitle, width),
    rule,
    ...sheet.verdict.flatMap((sentence) => wrap(sentence, width)),
    '',
    ...charts(sheet),
    '',
    ...tables(sheet),
    ...(sheet.notes.length === 0 ? [] : ['How to read it', '─'.repeat(width)]),
    ...sheet.notes.flatMap((note) => wrap(note, width - 2).map((line, index) => `${index === 0 ? '· ' : '  '}${line}`)),
    ...(sheet.notes.length === 0 ? [] : ['']),
    'How to make it again',
    '─'.repeat(width),
    ...sheet.reproduction.flatMap(([label, value]) =>
      wrap(value, width - labels).map((line, index) => `${fillRight(index === 0 ? label : '', labels)}${line}`),
    ),
  ];
  return `${lines.map((line) => printable(` ${line}`).trimEnd()).join('\n')}\n`;
};
