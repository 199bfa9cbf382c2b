import type { RunResult } from '../../kernel/run-result';
import { trim } from '../../measures/catalogue/definition';
import { count, duration, money, nothing, percent, plain } from '../format';
import type { RunAnalysis } from './analysis';
import type { ReportRow, ReportSection } from './options';

/** The strategy beside buying and holding. */
export const performanceSection = ({ value, held, buyAndHold }: RunAnalysis): ReportSection => {
  const row = (label: string, id: string, format: (value: number | undefined) => string): ReportRow => ({
    label,
    values: buyAndHold === undefined ? [format(value(id))] : [format(value(id)), format(held(id))],
  });
  return {
    title: 'Performance',
    columns: buyAndHold === undefined ? ['strategy'] : ['strategy', 'buy and hold'],
    rows: [
      row('Total return', 'total-return', percent),
      row('Yearly growth', 'cagr', percent),
      row('Volatility a year', 'volatility', percent),
      row('Sharpe ratio', 'sharpe-ratio', plain),
      row('Sortino ratio', 'sortino-ratio', plain),
      row('Calmar ratio', 'calmar-ratio', plain),
      row('Maximum drawdown', 'maximum-drawdown', percent),
      row('Longest drawdown', 'longest-drawdown', duration),
      row('Time under water', 'time-under-water', percent),
      row('Ulcer index', 'ulcer-index', percent),
      row('Best month', 'best-month', percent),
      row('Worst month', 'worst-month', percent),
    ],
  };
};

export const riskSection = ({ value, held, buyAndHold, strategy }: RunAnalysis): ReportSection => {
  const level = `${trim(strategy.settings.tailLevel * 100)} %`;
  const row = (label: string, id: string, format: (value: number | undefined) => string): ReportRow => ({
    label,
    values: buyAndHold === undefined ? [format(value(id))] : [format(value(id)), format(held(id))],
  });
  return {
    title: `Risk of ${strategy.performance.periodMs === undefined ? 'a period' : duration(strategy.performance.periodMs)}`,
    columns: buyAndHold === undefined ? ['strategy'] : ['strategy', 'buy and hold'],
    rows: [
      row(`Value at risk ${level}`, 'value-at-risk', percent),
      row(`Expected shortfall ${level}`, 'conditional-value-at-risk', percent),
      row('Worst period', 'worst-period', percent),
      row('Best period', 'best-period', percent),
      row('Skewness', 'skewness', plain),
      row('Excess kurtosis', 'excess-kurtosis', plain),
    ],
  };
};

export const tradesSection = ({ value }: RunAnalysis): ReportSection => ({
  title: 'Trades',
  columns: [],
  rows: [
    { label: 'Closed (still open)', values: [`${count(value('trade-count'))} (${count(value('open-trade-count'))})`] },
    { label: 'Win rate', values: [percent(value('win-rate'))] },
    { label: 'Profit factor', values: [plain(value('profit-factor'))] },
    { label: 'Average win / loss', values: [`${money(value('average-win'))} / ${money(value('average-loss'))}`] },
    { label: 'Expectancy', values: [money(value('expectancy'))] },
    { label: 'Best / worst', values: [`${money(value('largest-win'))} / ${money(value('largest-loss'))}`] },
    { label: 'Average holding', values: [duration(value('average-holding'))] },
    {
      label: 'Longest streak, won / lost',
      values: [`${count(value('longest-win-streak'))} / ${count(value('longest-loss-streak'))}`],
    },
    { label: 'System quality', values: [plain(value('system-quality'))] },
  ],
});

const hasPerpetuals = ({ instruments }: RunResult): boolean => instruments.some(({ kind }) => kind === 'perpetual');

const perpetualRows = ({ fundingPnl, liquidationCount }: RunResult): readonly ReportRow[] => [
  { label: 'Funding received', values: [money(fundingPnl)] },
  { label: 'Liquidations', values: [count(liquidationCount)] },
];

export const costsSection = ({ value, result }: RunAnalysis): ReportSection => ({
  title: `Costs and activity (${result.reportingAsset})`,
  columns: [],
  rows: [
    { label: 'Fees', values: [money(value('fees-paid'))] },
    { label: 'Slippage', values: [money(value('slippage-paid'))] },
    ...(hasPerpetuals(result) ? perpetualRows(result) : []),
    { label: 'Costs / initial equity', values: [percent(value('cost-drag'))] },
    { label: 'Costs / gross profit', values: [percent(value('cost-share'))] },
    { label: 'Turnover a year', values: [value('turnover') === undefined ? nothing : `${plain(value('turnover'))} ×`] },
    { label: 'Time in the market', values: [percent(value('exposure-time'))] },
    { label: 'Average exposure', values: [percent(value('average-exposure'))] },
    { label: 'Largest exposure', values: [percent(value('maximum-exposure'))] },
  ],
});

export const luckSection = ({ value, bootstrap, timing }: RunAnalysis): ReportSection => {
  const rows: ReportRow[] = [
    { label: 'Chance of luck', values: [percent(value('luck'))] },
    { label: 'Probabilistic Sharpe ratio', values: [percent(value('probabilistic-sharpe'))] },
    { label: 'Track record needed', values: [duration(value('minimum-track-record'))] },
  ];
  if (bootstrap !== undefined) {
    rows.push({
      label: `Sharpe, ${trim(bootstrap.level * 100)} % interval`,
      values: [`${plain(bootstrap.low)} … ${plain(bootstrap.high)}`],
    });
  }
  if (timing !== undefined) {
    rows.push(
      { label: 'Random timing did as well', values: [percent(timing.shareAsGood)] },
      { label: 'Random timing, median', values: [percent(timing.median)] },
      { label: 'Random timing, 5 % … 95 %', values: [`${percent(timing.low)} … ${percent(timing.high)}`] },
    );
  }
  return { title: 'Luck', columns: [], rows };
};

export const ordersSection = ({ result, denials }: RunAnalysis): ReportSection => ({
  title: 'Guards and orders',
  columns: [],
  rows: [
    { label: 'Fills', values: [count(result.fills.length)] },
    { label: 'Orders denied by us', values: [count(result.deniedCount)] },
    ...denials.slice(0, 6).map((one) => ({ label: `  ${one.guard}: ${one.code}`, values: [count(one.count)] })),
    { label: 'Orders rejected by the venue', values: [count(result.rejectedCount)] },
    { label: 'Halted', values: [result.halt === undefined ? 'no' : `${result.halt.guard}, ${result.halt.action}`] },
    { label: 'Guards', values: [count(result.guards.length)] },
  ],
});

/** The first few of a list, and how many more there are. */
export const firstOf = (texts: readonly string[], most: number): string =>
  texts.length <= most ? texts.join(', ') : `${texts.slice(0, most).join(', ')} and ${texts.length - most} more`;

/** A value of options as a reader writes it: 0.001, [1, 2], { a: 1 }. */
export const written = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));

const pairs = (record: Readonly<Record<string, unknown>>): string =>
  Object.entries(record)
    .map(([name, value]) => `${name} ${written(value)}`)
    .join(', ');

const withOptions = (name: string, options: Readonly<Record<string, unknown>>): string =>
  Object.keys(options).length === 0 ? name : `${name} (${pairs(options)})`;

/** What has to be known to make the run again. */
export const reproductionRows = ({
  result,
  settings,
  luckSeed,
}: RunAnalysis): readonly (readonly [string, string])[] => {
  const rows: (readonly [string, string] | undefined)[] = [
    ['Strategy', withOptions(result.strategy.name, result.strategy.params)],
    ['Guards', result.guards.map(({ name, options }) => withOptions(name, options)).join(', ') || 'none'],
    ['Broker', withOptions(result.broker.name, result.broker.options)],
    [
      'Instruments',
      firstOf(
        result.instruments.map(({ id }) => id),
        12,
      ),
    ],
    result.market.length === 0
      ? undefined
      : ['Market', firstOf([...new Set(result.market.map(({ source }) => source))], 4)],
    ['Run', result.runId],
    ['Seed', luckSeed === result.seed ? String(result.seed) : `${result.seed}, luck ${luckSeed}`],
    ['Event digest', result.digest],
    ['Market digest', result.market.length === 0 ? 'not known: the run kept no market' : result.marketDigest],
    Object.keys(settings.versions).length === 0 ? undefined : ['Versions', pairs(settings.versions)],
    settings.command === undefined ? undefined : ['Command', settings.command],
  ];
  return rows.filter((row) => row !== undefined);
};
