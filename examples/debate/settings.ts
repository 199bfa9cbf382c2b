import { fileURLToPath } from 'node:url';
import { costOption, numberOption, readOptions, wholeOption, wrongOption } from '../command-line';

export const help = `Lets twelve roles of agents argue about hourly bars and made-up news, trades what they agree on as a bot with
guards, explains one decision from its log, and says whether there is evidence of an edge.

Usage: npm run example:debate [-- options]

Market
  --data FILE          hourly bars as CSV, open times as venues have them; once for each instrument. Default:
                       BTCUSDT_1h.csv and ETHUSDT_1h.csv of ../shared/data/bars-1h. Without them the market is
                       simulated, and the report says so.
  --simulate           a simulated market, even where the files are there
  --bars N             at most so many hourly bars, the latest; default 4500
  --seed N             fixes the news and every other random number; default 1

Account
  --cash AMOUNT        starting money in USDT; default 10000
  --fee RATE           taker and maker fee as a fraction; default 0.001, which is 0.1 %
  --slippage RATE      how much worse than the price a taker fills; default 0.0005

Evaluation
  --cuts N             moments at which the future is taken away and replaced, to find what looks ahead;
                       default 6
  --explain WHICH      the decision that is explained: an id such as file:BTC/USDT@1760000000000, last, or a
                       number, 1 for the first that moved a position; default last

Language model (none by default)
  --model URL          an OpenAI-compatible server, such as http://127.0.0.1:11434/v1, that is a further analyst
                       once a day; needs --cassette, and a key in SIGMAX_MODEL_KEY where the server wants one
  --model-name NAME    as the server calls it; default "default"
  --cassette FILE      where its replies are recorded. Without --model they are replayed, and nothing is asked.

Output
  --out FILE           where the report is written; beside it the backtest as -bot.html and the decision log as
                       -decisions.jsonl; default reports/debate.html
  --no-report          no files
  --json               one JSON object instead of text
  --help               this text

The defaults take 30 to 60 seconds; progress is on stderr.
Exit code: 0 when it ran, 1 when it failed, 2 when an option or the data was wrong.`;

const options = {
  data: { type: 'string', multiple: true, default: [] as string[] },
  simulate: { type: 'boolean', default: false },
  bars: { type: 'string', default: '4500' },
  seed: { type: 'string', default: '1' },
  cash: { type: 'string', default: '10000' },
  fee: { type: 'string', default: '0.001' },
  slippage: { type: 'string', default: '0.0005' },
  cuts: { type: 'string', default: '6' },
  explain: { type: 'string' },
  model: { type: 'string' },
  'model-name': { type: 'string' },
  cassette: { type: 'string' },
  out: { type: 'string' },
  'no-report': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** A language model that is asked, or a recording of one. */
export interface ModelSettings {
  /** `undefined`: the recording is replayed. */
  readonly url: string | undefined;
  readonly name: string;
  readonly cassette: string;
}

export interface Settings {
  readonly data: readonly string[];
  /** Whether files were named, so that their absence is a mistake. */
  readonly isDataNamed: boolean;
  readonly isSimulated: boolean;
  readonly bars: number;
  readonly seed: number;
  readonly cash: number;
  readonly feeRate: number;
  readonly slippageRate: number;
  readonly cuts: number;
  readonly explain: string;
  /** Whether the decision was named, so that its absence is a mistake. */
  readonly isExplainNamed: boolean;
  /** `undefined`: no language model. */
  readonly model: ModelSettings | undefined;
  /** `undefined`: no files. */
  readonly out: string | undefined;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

const usualData = ['BTCUSDT_1h.csv', 'ETHUSDT_1h.csv'].map((name) =>
  fileURLToPath(new URL(`../../../shared/data/bars-1h/${name}`, import.meta.url)),
);

interface ModelValues {
  readonly model?: string | undefined;
  readonly 'model-name'?: string | undefined;
  readonly cassette?: string | undefined;
}

const modelOf = ({ model: url, 'model-name': name, cassette }: ModelValues): ModelSettings | undefined => {
  if (url !== undefined && !/^https?:\/\/[^\s/]+/.test(url))
    throw wrongOption('model', url, 'Give the address of a server, such as http://127.0.0.1:11434/v1.');
  if (cassette === undefined) {
    if (url !== undefined)
      throw wrongOption('model', url, 'Give --cassette FILE too: what is not recorded cannot be made again.');
    if (name !== undefined)
      throw wrongOption('model-name', name, 'Give --cassette FILE too, and --model URL to record.');
    return undefined;
  }
  return { url, name: name ?? 'default', cassette };
};

/**
 * Reads the command line.
 *
 * @throws {InvalidOptionsError} an option is unknown or its value is wrong; the message names both.
 */
export const readSettings = (argv: readonly string[]): Settings => {
  const values = readOptions(argv, options, 'npm run example:debate -- --help');
  if (values['no-report'] && values.out !== undefined)
    throw wrongOption('out', values.out, 'Leave out --out or --no-report.');
  if (values.simulate && values.data.length > 0)
    throw wrongOption('data', values.data.join(', '), 'Leave out --data or --simulate.');
  if (values.explain === '') throw wrongOption('explain', values.explain, 'Give an id, last, or a number.');
  return {
    data: values.data.length > 0 ? values.data : usualData,
    isDataNamed: values.data.length > 0,
    isSimulated: values.simulate,
    bars: wholeOption('bars', values.bars, 200, 20_000),
    seed: wholeOption('seed', values.seed, 0, 1_000_000_000),
    cash: numberOption('cash', values.cash, (value) => value > 0, 'Give an amount above 0.'),
    feeRate: costOption('fee', values.fee),
    slippageRate: costOption('slippage', values.slippage),
    cuts: wholeOption('cuts', values.cuts, 1, 1_000),
    explain: values.explain ?? 'last',
    isExplainNamed: values.explain !== undefined,
    model: modelOf(values),
    out: values['no-report'] ? undefined : (values.out ?? 'reports/debate.html'),
    isJson: values.json,
    isHelp: values.help,
  };
};
