import { fileURLToPath } from 'node:url';
import { readOptions, wrongOption } from '../command-line';

export const help = `Puts files of market data into a catalogue and says what is wrong with them.

Usage: npm run example:catalogue [-- options]

Input
  --data FOLDER        folder of files, searched with its subfolders; default ../shared/data. Without that folder a
                       simulated market takes its place, and the report says so. What is read:
                         NAMEUSDT.csv, NAMEUSDT_1h.csv, A_B-5m.csv(.gz)   bars, the length from the name, else a day
                         NAMEUSDT_8h_2026.csv in a folder "funding"       funding rates
                         NAME-1h-2025-01.zip                              klines of Binance's archive
                         *trades*.csv(.gz), *trades*.zip                  trades of Binance futures
                         usdm_*.gz                                        raw feed of Binance futures
                         *_ob500_*.zip                                    order books of Bybit
  --venue NAME         venue of what does not name one; default binance
  --only TEXT          only files with TEXT in their path

Catalogue
  --catalogue FOLDER   where it is kept; default reports/catalogue. Running twice takes nothing twice.

Report
  --outlier N          how many robust deviations from the median make an outlier; default 20
  --examples N         how many gaps and outliers are listed for each dataset; default 1
  --strict             gaps and outliers count as findings too
  --json               one JSON object instead of text
  --help               this text

Progress goes to stderr, the report to stdout.
Exit code: 0 when all is sound, 1 when it failed, 2 when an option or the folder was wrong, 3 when a file was refused
or the report found something.`;

const options = {
  data: { type: 'string' },
  venue: { type: 'string', default: 'binance' },
  only: { type: 'string', default: '' },
  catalogue: { type: 'string', default: 'reports/catalogue' },
  outlier: { type: 'string', default: '20' },
  examples: { type: 'string', default: '1' },
  strict: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

export interface Settings {
  readonly data: string;
  /** Whether the folder was named, so that its absence is a mistake. */
  readonly isDataNamed: boolean;
  readonly venue: string;
  readonly only: string;
  readonly catalogue: string;
  readonly outlierLimit: number;
  readonly examples: number;
  readonly isStrict: boolean;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

const usualData = fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** A number in plain decimal notation; `Number` alone would take "" for 0 and "0x10" for 16. */
const numberOf = (option: string, text: string, isRight: (value: number) => boolean, remedy: string): number => {
  const value = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value) && isRight(value)) return value;
  throw wrongOption(option, text, remedy);
};

/**
 * Reads the command line.
 *
 * @throws {InvalidOptionsError} an option is unknown or its value is wrong; the message names both.
 */
export const readSettings = (argv: readonly string[]): Settings => {
  const values = readOptions(argv, options, 'npm run example:catalogue -- --help');
  if (!/^[a-z0-9-]+$/.test(values.venue))
    throw wrongOption('venue', values.venue, 'Write small letters, digits and hyphens.');
  if (values.catalogue === '') throw wrongOption('catalogue', '', 'Give the path of a folder.');
  const isCount = (value: number) => Number.isInteger(value) && value <= 100;
  return {
    data: values.data ?? usualData,
    isDataNamed: values.data !== undefined,
    venue: values.venue,
    only: values.only,
    catalogue: values.catalogue,
    outlierLimit: numberOf('outlier', values.outlier, (value) => value > 0, 'Give a number above 0.'),
    examples: numberOf('examples', values.examples, isCount, 'Give a count up to 100.'),
    isStrict: values.strict,
    isJson: values.json,
    isHelp: values.help,
  };
};
