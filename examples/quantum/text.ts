import { traded } from './allocators';
import type { Outcome } from './outcome';

export const percent = (fraction: number | undefined): string =>
  fraction === undefined ? '' : `${(100 * fraction).toFixed(1)} %`;

export const plain = (value: number | undefined, digits = 2): string =>
  value === undefined ? '' : value.toFixed(digits);

/** 1234567 → 1,234,567. */
export const grouped = (value: number | undefined): string =>
  value === undefined ? '' : value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');

/** A cost above the best, in millionths of return a day. */
export const millionths = (excess: number | undefined): string =>
  excess === undefined ? '' : excess === 0 ? '0' : (1e6 * excess).toFixed(excess < 1e-5 ? 1 : 0);

export const accountRows = ({ accounts }: Outcome): string[][] => [
  ['', 'final', 'return', 'a year', 'volatility', 'Sharpe', 'deepest', 'fills', 'costs'],
  ...accounts.map((one) => [
    one.name,
    grouped(one.finalEquity),
    percent(one.returnFraction),
    percent(one.yearlyGrowth),
    percent(one.volatility),
    plain(one.sharpe),
    percent(one.drawdownFraction === undefined ? undefined : -one.drawdownFraction),
    String(one.fills),
    grouped(one.costs),
  ]),
];

/** Accounts that decide on the same days; those of @sigmax/risk have days of their own. */
const monthly = ({ accounts }: Outcome): string[] =>
  accounts.flatMap(({ name }) => (traded.some((other) => other === name) ? [] : [name]));

export const monthRows = (outcome: Outcome): string[][] => [
  ['from', ...monthly(outcome), 'missed', 'guess', 'lift', 'for 99 %'],
  ...outcome.months.map((month) => [
    month.from,
    ...monthly(outcome).map((name) => percent(month.returns[name])),
    month.fallback === undefined ? millionths(month.excess) : 'fell back',
    millionths(month.guessExcess),
    plain(month.lift, 0),
    grouped(month.shotsFor99),
  ]),
];

const daily = (fraction: number | undefined): string =>
  fraction === undefined ? '' : `${(100 * fraction).toFixed(3)} %`;

export const objectiveRows = ({ objectives }: Outcome): string[][] => [
  ['', 'objective', 'return a day', 'deviation', 'assets'],
  ...(objectives?.rows ?? []).map(({ name, value, expectedReturn, variance, held, failure }) => [
    name,
    failure === undefined ? grouped(value === undefined ? undefined : 1e6 * value) : 'failed',
    daily(expectedReturn),
    daily(variance === undefined ? undefined : Math.sqrt(variance)),
    held === undefined ? '' : String(held),
  ]),
];

/** What the table of objectives says, and why a row of it is empty. */
export const objectiveNotes = ({ objectives, settings }: Outcome): string[] => [
  `Objective: q · variance − return of a day, in millionths; less is better. Exact, annealing and QAOA hold ${settings.choose} assets at equal weight; the others are allocators of @sigmax/risk, which weigh all assets freely, by the same estimates.`,
  ...(objectives?.rows ?? []).flatMap(({ name, failure }) =>
    failure === undefined ? [] : [`${name} failed: ${failure}`],
  ),
];

/** The choices that were measured most often. */
export const measuredRows = ({ circuit }: Outcome): string[][] => [
  ['choice', 'measured', 'costs more'],
  ...(circuit?.mostFrequent ?? []).map(({ assets, count, excess }) => [
    assets.join(' '),
    String(count),
    millionths(excess),
  ]),
];

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** Words in lines of at most 100 letters. */
const wrapped = (text: string, indent = ''): string => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (`${line} ${word}`.length > 100) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
};

export const monthNote =
  'missed and guess: how much more the best measurement, and the best of as many guesses, costs than the best choice, in millionths of return a day. lift: the chance to measure the best choice against guessing it. for 99 %: measurements after which it is seen with that chance.';

export const circuitSentence = ({ circuit }: Outcome): string | undefined => {
  if (circuit === undefined) return undefined;
  const { qubits, choose, states, depth, gates, date } = circuit;
  return `The circuit of ${date}: ${qubits} qubits, ${choose} of them 1, ${grouped(states)} choices; ${gates.start} gates to start, then ${depth} ${depth === 1 ? 'layer' : 'layers'} of ${gates.phases} for the cost and ${gates.mixer} to mix.`;
};

/** The outcome as text of at most 100 columns. */
export const textOf = (outcome: Outcome): string => {
  const { market, settings, losses, statement } = outcome;
  const circuit = circuitSentence(outcome);
  return [
    wrapped(market.note),
    wrapped(
      `${market.bars} daily bars from ${market.from} to ${market.to}; ${settings.choose} of ${market.assets} chosen each month from ${market.firstDecision} on, with the returns of the last ${settings.lookback} days, risk aversion ${settings.riskAversion}, fee ${settings.feeRate}, slippage ${settings.slippageRate}, seed ${settings.seed}.`,
    ),
    '',
    wrapped(statement),
    '',
    table(accountRows(outcome)),
    '',
    'What did not work',
    '',
    ...losses.map((line) => wrapped(`- ${line}`, '  ')),
    '',
    'From one decision to the next',
    '',
    table(monthRows(outcome)),
    '',
    wrapped(monthNote),
    '',
    `The last decision, ${outcome.objectives?.date}`,
    '',
    table(objectiveRows(outcome)),
    '',
    ...objectiveNotes(outcome).map((line) => wrapped(line)),
    ...(circuit === undefined ? [] : ['', wrapped(circuit), '', table(measuredRows(outcome))]),
  ].join('\n');
};
