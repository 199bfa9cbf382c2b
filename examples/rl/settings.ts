import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { costOption, numberOption, readOptions, wholeOption, wrongOption } from '../command-line';

export const help = `Trains a policy by PPO on hourly bars, fold by fold, says whether there is evidence of an edge, and
trades it as a bot with guards over the last fold.

Usage: npm run example:rl [-- options]

Market
  --data FILE          hourly bars as CSV, open times as venues have them; default
                       ../shared/data/bars-1h/BTCUSDT_1h.csv. Without it the market is simulated, and the
                       report says so.
  --simulate           a simulated market, even where the file is there
  --bars N             hourly bars of the simulated market; default 4500

Training
  --seeds N            trainings of each fold, seeds 1 to N; default 10
  --folds N            tests, one after the other, each after its own training bars; default 3
  --test-bars N        bars of a test; default 600
  --steps N            steps of one training; default 32768
  --trials N           settings that are tried on the validation bars of the first fold, before any test;
                       default 8. Each counts where luck is taken off; 0 tries none
  --threads N          threads that train; default one less than the machine has. Results do not depend on it

Account
  --cash AMOUNT        starting money in USDT; default 10000
  --fee RATE           taker and maker fee as a fraction; default 0.001, which is 0.1 %
  --slippage RATE      how much worse than the price a taker fills; default 0.0005

Output
  --out FILE           where the report is written, and beside it the backtest of the bot as -bot.html;
                       default reports/rl.html
  --no-report          no files
  --page FILE          instead of all this, a page where a trained policy balances a pole and another reads
                       bars; npm run example:rl-page writes reports/rl-page.html
  --json               one JSON object instead of text
  --help               this text

The defaults are at most 32 trainings to choose settings and 30 to test them, about 15 seconds with one
thread; progress is on stderr.
Exit code: 0 when it ran, 1 when it failed, 2 when an option or the data was wrong.`;

const options = {
  data: { type: 'string' },
  simulate: { type: 'boolean', default: false },
  bars: { type: 'string', default: '4500' },
  seeds: { type: 'string', default: '10' },
  folds: { type: 'string', default: '3' },
  'test-bars': { type: 'string', default: '600' },
  steps: { type: 'string', default: '32768' },
  trials: { type: 'string', default: '8' },
  threads: { type: 'string', default: String(Math.max(1, availableParallelism() - 1)) },
  cash: { type: 'string', default: '10000' },
  fee: { type: 'string', default: '0.001' },
  slippage: { type: 'string', default: '0.0005' },
  out: { type: 'string' },
  'no-report': { type: 'boolean', default: false },
  page: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

export interface Settings {
  readonly data: string;
  /** Whether the file was named, so that its absence is a mistake. */
  readonly isDataNamed: boolean;
  readonly isSimulated: boolean;
  readonly bars: number;
  readonly seeds: number;
  readonly folds: number;
  readonly testBars: number;
  readonly steps: number;
  readonly trials: number;
  readonly threads: number;
  readonly cash: number;
  readonly feeRate: number;
  readonly slippageRate: number;
  /** `undefined`: no report. */
  readonly out: string | undefined;
  /** Where a page to play with is written, instead of all else. */
  readonly page: string | undefined;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

const usualData = fileURLToPath(new URL('../../../shared/data/bars-1h/BTCUSDT_1h.csv', import.meta.url));

/**
 * Reads the command line.
 *
 * @throws {InvalidOptionsError} an option is unknown or its value is wrong; the message names both.
 */
export const readSettings = (argv: readonly string[]): Settings => {
  const values = readOptions(argv, options, 'npm run example:rl -- --help');
  if (values['no-report'] && values.out !== undefined)
    throw wrongOption('out', values.out, 'Leave out --out or --no-report.');
  if (values.page !== undefined && (values['no-report'] || values.out !== undefined || values.json))
    throw wrongOption('page', values.page, 'Leave out --page, or --out, --no-report and --json.');
  if (values.simulate && values.data !== undefined)
    throw wrongOption('data', values.data, 'Leave out --data or --simulate.');
  return {
    data: values.data ?? usualData,
    isDataNamed: values.data !== undefined,
    isSimulated: values.simulate,
    bars: wholeOption('bars', values.bars, 400, 100_000),
    seeds: wholeOption('seeds', values.seeds, 1, 100),
    folds: wholeOption('folds', values.folds, 1, 50),
    testBars: wholeOption('test-bars', values['test-bars'], 50, 10_000),
    steps: wholeOption('steps', values.steps, 1_024, 10_000_000),
    trials: wholeOption('trials', values.trials, 0, 1_000),
    threads: wholeOption('threads', values.threads, 1, 256),
    cash: numberOption('cash', values.cash, (value) => value > 0, 'Give an amount above 0.'),
    feeRate: costOption('fee', values.fee),
    slippageRate: costOption('slippage', values.slippage),
    page: values.page,
    out: values['no-report'] ? undefined : (values.out ?? 'reports/rl.html'),
    isJson: values.json,
    isHelp: values.help,
  };
};
