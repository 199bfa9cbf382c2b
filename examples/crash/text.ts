import { type DecisionRecord, type StressResult, stressTable } from '@sigmax/risk';
import type { Account } from './account';
import type { Outcome } from './outcome';

const money = (value: number): string => value.toFixed(2);
const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 || column === row.length - 1
            ? cell.padEnd(widths[column] ?? 0)
            : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

const accountsText = (accounts: readonly Account[]): string =>
  table([
    ['', 'final', 'return', 'deepest', 'fills', 'costs', 'denied', 'stopped first by'],
    ...accounts.map((one) => [
      one.name,
      money(one.finalEquity),
      percent(one.returnFraction),
      percent(-one.drawdownFraction),
      String(one.fills),
      money(one.costs),
      String(one.denied),
      one.stoppedBy ?? '',
    ]),
  ]);

const hour = (timeMs: number): string => new Date(timeMs).toISOString().slice(5, 16).replace('T', ' ');

const shown = (value: number | undefined): string => (value === undefined ? '' : String(Number(value.toPrecision(4))));

const decisionsText = (decisions: readonly DecisionRecord[], most: number): string => {
  const rows = decisions
    .slice(0, most)
    .map(({ timeMs, verdict, guard, code, limit, observed }) => [
      hour(timeMs),
      verdict,
      guard,
      shown(limit),
      shown(observed),
      code,
    ]);
  const rest = decisions.length - rows.length;
  return [
    table([['UTC', 'verdict', 'guard', 'limit', 'observed', 'code'], ...rows]),
    ...(rest > 0 ? [`… and ${rest} more; --explain ${decisions.length} shows all of them.`] : []),
    ...(decisions[0] === undefined ? [] : ['', `The first in words: ${decisions[0].why}`]),
  ].join('\n');
};

const stressText = (results: readonly StressResult[]): string =>
  ['Stress: what is made at the worst moment, with 40 % in each coin', '', stressTable(results)].join('\n');

/** The outcome as text of at most 100 columns. */
export const textOf = ({ backtest, skipped, stress }: Outcome, explanations: number): string => {
  const first =
    backtest === undefined
      ? [`Skipped: ${skipped}`]
      : [
          `From ${backtest.from} to ${backtest.to}, ${backtest.bars} hourly bars`,
          '',
          accountsText(backtest.accounts),
          '',
          'One path of prices: it shows how limits act, and not whether they pay.',
          '',
          'What the guards decided',
          '',
          decisionsText(backtest.decisions, explanations),
        ];
  return [...first, '', stressText(stress)].join('\n');
};
