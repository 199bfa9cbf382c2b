import { type Timeframe, timeframeMs } from '@sigmax/core';
import { numberOption, readOptions, wrongOption } from '../command-line';

export const help = `Backtests a bot with guards and writes a report.

Usage: npm start [-- options]

Market
  --data PATH          CSV or JSON bars (.gz too), or a folder of them; may be repeated for a portfolio.
                       Without it, prices are simulated: a market that never existed.
  --symbol BASE/QUOTE  what the file holds, in the order of --data; read from the file name when left out
  --timeframe 1h       length of a bar (s, m, h, d, w); found from the data when left out
  --stamp open|close   which end of the bar the file's times are; default open, as venues do
  --bars N             length of the simulated market; default 8760, a year of hours

Bot
  --strategy NAME      trend, mean-reversion, breakout, momentum-rotation, grid, market-making,
                       an installed sigmax-strategy-… package, or a path; default trend
  --param KEY=VALUE    a parameter of the strategy; may be repeated
  --cash AMOUNT        starting money in the quote asset; default 10000 (1 for BTC, 10 for ETH)
  --seed N             fixes every random number; default 1

Costs
  --fee RATE           taker and maker fee as a fraction; default 0.001, which is 0.1 %
  --slippage RATE      how much worse than the price a taker fills; default 0.0002

Guards
  --max-order AMOUNT   largest order in the quote asset; default: all of the starting money
  --max-weight W       largest part of equity in one instrument; default 1
  --max-drawdown D     fall from the high at which everything is sold and the bot stops; default 0.5

Output
  --report FILE        where the HTML report goes; default reports/<strategy>.html
  --no-report          write no report
  --json               one JSON object instead of the tear sheet
  --help               this text

Exit code: 0 when the backtest ran, 1 when it failed, 2 when an option or the data was wrong.`;

const options = {
  data: { type: 'string', multiple: true, default: [] as string[] },
  symbol: { type: 'string', multiple: true, default: [] as string[] },
  timeframe: { type: 'string' },
  stamp: { type: 'string' },
  bars: { type: 'string' },
  strategy: { type: 'string', default: 'trend' },
  param: { type: 'string', multiple: true, default: [] as string[] },
  cash: { type: 'string' },
  seed: { type: 'string' },
  fee: { type: 'string' },
  slippage: { type: 'string' },
  'max-order': { type: 'string' },
  'max-weight': { type: 'string' },
  'max-drawdown': { type: 'string' },
  report: { type: 'string' },
  'no-report': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

export interface Settings {
  readonly data: readonly string[];
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe | undefined;
  readonly stamp: 'open' | 'close';
  readonly bars: number;
  readonly strategy: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly cash: number | undefined;
  readonly seed: number;
  readonly feeRate: number;
  readonly slippageRate: number;
  readonly maxOrder: number | undefined;
  readonly maxWeight: number;
  readonly maxDrawdown: number;
  /** `undefined`: no report. */
  readonly report: string | undefined;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

const timeframeOf = (text: string | undefined): Timeframe | undefined => {
  if (text === undefined) return undefined;
  timeframeMs(text);
  return text as Timeframe;
};

/** Values are read as JSON where they are JSON (12, true, ["a"]), else as text. */
const paramOf = (text: string): [string, unknown] => {
  const at = text.indexOf('=');
  if (at <= 0) throw wrongOption('param', text, 'Write KEY=VALUE, for example --param fast=10.');
  const value = text.slice(at + 1);
  try {
    return [text.slice(0, at), JSON.parse(value)];
  } catch {
    return [text.slice(0, at), value];
  }
};

/**
 * Reads the command line.
 *
 * @throws {InvalidOptionsError} an option is unknown or its value is wrong; the message names both.
 */
export const readSettings = (argv: readonly string[]): Settings => {
  const values = readOptions(argv, options, 'npm start -- --help');
  const number = (
    option: keyof typeof values & string,
    fallback: number,
    isRight: (value: number) => boolean,
    remedy: string,
  ) => {
    const text = values[option];
    return text === undefined ? fallback : numberOption(option, String(text), isRight, remedy);
  };
  const optional = (option: 'cash' | 'max-order') =>
    values[option] === undefined ? undefined : number(option, 0, (value) => value > 0, 'Give an amount above 0.');
  const isRate = (value: number) => value >= 0 && value < 1;
  const { stamp = 'open', strategy, report } = values;
  if (stamp !== 'open' && stamp !== 'close') throw wrongOption('stamp', stamp, 'Write open or close.');
  if (values['no-report'] && report !== undefined)
    throw wrongOption('report', report, 'Leave out --report or --no-report.');
  return {
    data: values.data,
    symbols: values.symbol,
    timeframe: timeframeOf(values.timeframe),
    stamp,
    bars: number(
      'bars',
      8760,
      (value) => Number.isInteger(value) && value >= 2 && value <= 1e7,
      'Give a whole number from 2 to 10000000.',
    ),
    strategy,
    params: Object.fromEntries(values.param.map(paramOf)),
    cash: optional('cash'),
    seed: number('seed', 1, Number.isSafeInteger, 'Give a whole number.'),
    feeRate: number('fee', 0.001, isRate, 'Give a fraction from 0 to below 1; 0.001 is 0.1 %.'),
    slippageRate: number('slippage', 0.0002, isRate, 'Give a fraction from 0 to below 1; 0.0002 is 2 basis points.'),
    maxOrder: optional('max-order'),
    maxWeight: number('max-weight', 1, (value) => value > 0 && value <= 1, 'Give a fraction above 0 and at most 1.'),
    maxDrawdown: number('max-drawdown', 0.5, (value) => value > 0 && value < 1, 'Give a fraction above 0 and below 1.'),
    report: values['no-report'] ? undefined : (report ?? `reports/${strategy.replace(/[^\w-]+/g, '-')}.html`),
    isJson: values.json,
    isHelp: values.help,
  };
};
