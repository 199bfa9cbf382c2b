import { fileURLToPath } from 'node:url';
import { numberOption, readOptions, wholeOption, wrongOption } from '../command-line';

export const help = `Chooses a few assets of many each month: exactly, by annealing, by a simulated quantum circuit; and backtests
all of them beside equal weight and buy and hold.

Usage: npm run example:quantum [-- options]

Market
  --data FOLDER        daily bars, one CSV file an asset, BTCUSDT.csv, open times as venues have them; default
                       ../shared/data/bars-1d. Without it the market is simulated, and the report says so.
  --simulate           a simulated market of 28 assets, even where the folder is there
  --bars N             daily bars of the simulated market; default 420

Choice
  --choose N           assets to hold; default 6
  --lookback N         daily returns that an estimate looks back on; default 90
  --risk-aversion Q    what one unit of variance costs in units of return; default 3
  --invested PART      part of equity to invest; default 0.95

Circuit
  --depth N            layers; default 2
  --iterations N       steps of the optimiser of angles from each start; default 10
  --shots N            measurements; default 1000

Account
  --cash AMOUNT        starting money in USDT; default 100000
  --fee RATE           taker and maker fee as a fraction; default 0.001, which is 0.1 %
  --slippage RATE      how much worse than the price a taker fills; default 0.0005
  --seed N             fixes every random number; default 1

Output
  --report FILE        where the report is written, and beside it the circuit as .svg and .qasm;
                       default reports/quantum.html
  --no-report          no files
  --page FILE          instead of backtests, a page with sliders for the estimates of the last day: angles,
                       risk aversion and budget by hand, the exact answer beside; npm run
                       example:quantum-page writes reports/quantum-page.html
  --json               one JSON object instead of text
  --help               this text

A circuit over 28 assets takes about 2 s a month and layer on one core; progress is on stderr.
Exit code: 0 when it ran, 1 when it failed, 2 when an option or the data was wrong.`;

const options = {
  data: { type: 'string' },
  simulate: { type: 'boolean', default: false },
  bars: { type: 'string', default: '420' },
  choose: { type: 'string', default: '6' },
  lookback: { type: 'string', default: '90' },
  'risk-aversion': { type: 'string', default: '3' },
  invested: { type: 'string', default: '0.95' },
  depth: { type: 'string', default: '2' },
  iterations: { type: 'string', default: '10' },
  shots: { type: 'string', default: '1000' },
  cash: { type: 'string', default: '100000' },
  fee: { type: 'string', default: '0.001' },
  slippage: { type: 'string', default: '0.0005' },
  seed: { type: 'string', default: '1' },
  report: { type: 'string' },
  'no-report': { type: 'boolean', default: false },
  page: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

export interface Settings {
  readonly data: string;
  /** Whether the folder was named, so that its absence is a mistake. */
  readonly isDataNamed: boolean;
  readonly isSimulated: boolean;
  readonly bars: number;
  readonly choose: number;
  readonly lookback: number;
  readonly riskAversion: number;
  readonly invested: number;
  readonly depth: number;
  readonly iterations: number;
  readonly shots: number;
  readonly cash: number;
  readonly feeRate: number;
  readonly slippageRate: number;
  readonly seed: number;
  /** `undefined`: no report. */
  readonly report: string | undefined;
  /** Where a page to play with is written, instead of all else. */
  readonly page: string | undefined;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

const usualData = fileURLToPath(new URL('../../../shared/data/bars-1d', import.meta.url));

/**
 * Reads the command line.
 *
 * @throws {InvalidOptionsError} an option is unknown or its value is wrong; the message names both.
 */
export const readSettings = (argv: readonly string[]): Settings => {
  const values = readOptions(argv, options, 'npm run example:quantum -- --help');
  const rate = (option: 'fee' | 'slippage') =>
    numberOption(option, values[option], (value) => value >= 0 && value < 1, 'Give a fraction from 0 to below 1.');
  if (values['no-report'] && values.report !== undefined) {
    throw wrongOption('report', values.report, 'Leave out --report or --no-report.');
  }
  if (values.page !== undefined && (values['no-report'] || values.report !== undefined || values.json)) {
    throw wrongOption('page', values.page, 'Leave out --page, or --report, --no-report and --json.');
  }
  if (values.simulate && values.data !== undefined)
    throw wrongOption('data', values.data, 'Leave out --data or --simulate.');
  return {
    data: values.data ?? usualData,
    isDataNamed: values.data !== undefined,
    isSimulated: values.simulate,
    bars: wholeOption('bars', values.bars, 2, 10_000),
    choose: wholeOption('choose', values.choose, 1, 100),
    lookback: wholeOption('lookback', values.lookback, 2, 5_000),
    riskAversion: numberOption(
      'risk-aversion',
      values['risk-aversion'],
      (value) => value >= 0,
      'Give a number from 0.',
    ),
    invested: numberOption('invested', values.invested, (value) => value > 0 && value <= 1, 'Give a fraction up to 1.'),
    depth: wholeOption('depth', values.depth, 1, 20),
    iterations: wholeOption('iterations', values.iterations, 1, 1_000),
    shots: wholeOption('shots', values.shots, 1, 1_000_000),
    cash: numberOption('cash', values.cash, (value) => value > 0, 'Give an amount above 0.'),
    feeRate: rate('fee'),
    slippageRate: rate('slippage'),
    seed: numberOption('seed', values.seed, Number.isSafeInteger, 'Give a whole number.'),
    page: values.page,
    report: values['no-report'] ? undefined : (values.report ?? 'reports/quantum.html'),
    isJson: values.json,
    isHelp: values.help,
  };
};
