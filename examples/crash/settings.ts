import { fileURLToPath } from 'node:url';
import { type LimitsProfileName, limitsProfiles } from '@sigmax/risk';
import { numberOption, readOptions, wrongOption } from '../command-line';

export const help = `Runs a bot that buys dips through the crash of 10 October 2025, with its limits and without them.

Usage: npm run example:crash [-- options]

Market
  --data FOLDER        hourly bars of BTC and ETH, BTCUSDT_1h.csv and ETHUSDT_1h.csv, open times as venues have them;
                       default ../shared/data/bars-1h. Without the files only the stress scenarios are run.
  --from DATE          first day, UTC; default 2025-10-01
  --to DATE            the day after the last one; default 2025-10-20

Bot
  --profile NAME       limits to begin with: conservative, balanced or aggressive; default balanced
  --cash AMOUNT        starting money in USDT; default 10000
  --seed N             fixes every random number; default 1

Costs
  --fee RATE           taker and maker fee as a fraction; default 0.001, which is 0.1 %
  --slippage RATE      how much worse than the price a taker fills; default 0.0005

Output
  --explain N          how many decisions of guards are shown; default 100
  --json               one JSON object instead of text
  --help               this text

Exit code: 0 when it ran, 1 when it failed, 2 when an option or the data was wrong.`;

const options = {
  data: { type: 'string' },
  from: { type: 'string', default: '2025-10-01' },
  to: { type: 'string', default: '2025-10-20' },
  profile: { type: 'string', default: 'balanced' },
  cash: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  fee: { type: 'string', default: '0.001' },
  slippage: { type: 'string', default: '0.0005' },
  explain: { type: 'string', default: '100' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

export interface Settings {
  readonly data: string;
  /** Whether the folder was named, so that its absence is a mistake. */
  readonly isDataNamed: boolean;
  readonly fromMs: number;
  readonly toMs: number;
  readonly profile: LimitsProfileName;
  readonly cash: number;
  readonly seed: number;
  readonly feeRate: number;
  readonly slippageRate: number;
  readonly explanations: number;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

const usualData = fileURLToPath(new URL('../../../shared/data/bars-1h', import.meta.url));

const dayOf = (option: string, text: string): number => {
  const timeMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isFinite(timeMs)) return timeMs;
  throw wrongOption(option, text, 'Write a day as 2025-10-10.');
};

const profileOf = (text: string): LimitsProfileName => {
  if (Object.hasOwn(limitsProfiles, text)) return text as LimitsProfileName;
  throw wrongOption('profile', text, `Write one of ${Object.keys(limitsProfiles).join(', ')}.`);
};

const isRate = (value: number): boolean => value >= 0 && value < 1;

/**
 * Reads the command line.
 *
 * @throws {InvalidOptionsError} an option is unknown or its value is wrong; the message names both.
 */
export const readSettings = (argv: readonly string[]): Settings => {
  const values = readOptions(argv, options, 'npm run example:crash -- --help');
  const fromMs = dayOf('from', values.from);
  const toMs = dayOf('to', values.to);
  if (!(fromMs < toMs)) throw wrongOption('to', values.to, `Give a day after ${values.from}.`);
  return {
    data: values.data ?? usualData,
    isDataNamed: values.data !== undefined,
    fromMs,
    toMs,
    profile: profileOf(values.profile),
    cash: numberOption('cash', values.cash, (value) => value > 0, 'Give an amount above 0.'),
    seed: numberOption('seed', values.seed, Number.isSafeInteger, 'Give a whole number.'),
    feeRate: numberOption('fee', values.fee, isRate, 'Give a fraction from 0 to below 1; 0.001 is 0.1 %.'),
    slippageRate: numberOption('slippage', values.slippage, isRate, 'Give a fraction from 0 to below 1.'),
    explanations: numberOption(
      'explain',
      values.explain,
      (value) => Number.isInteger(value) && value >= 0,
      'Give a count.',
    ),
    isJson: values.json,
    isHelp: values.help,
  };
};
