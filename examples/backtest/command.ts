import { sdkVersion, tearSheet } from '@sigmax/core';
import { loadStrategyPlugin } from '@sigmax/core/plugins';
import { htmlReport } from '@sigmax/core/report';
import { exitCodeOf, type Output } from '../exit-code';
import { assemble } from './bot';
import { loadMarket } from './market';
import { help, readSettings, type Settings } from './settings';
import { summary } from './summary';
import { requireWritable, writeWhole } from './write-report';

/** The command line that gives this result again. */
const commandOf = (argv: readonly string[]): string =>
  [
    'npm start',
    ...(argv.length > 0 ? ['--'] : []),
    ...argv.map((word) => (/^[\w./:=,@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)),
  ].join(' ');

const backtest = async (settings: Settings, command: string, output: Output): Promise<void> => {
  if (settings.report !== undefined) await requireWritable(settings.report);
  const plugin = await loadStrategyPlugin(settings.strategy, { from: import.meta.url });
  const market = await loadMarket(settings, plugin.instruments.minimum);
  const { bot, broker } = assemble(settings, plugin, market);
  const result = bot.backtest({ market, broker, seed: settings.seed });
  const versions = { '@sigmax/core': sdkVersion, [plugin.name]: plugin.version, node: process.version };
  const sheet = tearSheet(result, { command, versions });
  // The report is made whole before anything is printed, so that a failure leaves neither.
  const report =
    settings.report === undefined
      ? undefined
      : await writeWhole(settings.report, htmlReport(result, { command, versions }));
  if (settings.isJson) {
    output.print(JSON.stringify(summary(result, { command, versions, report })));
    return;
  }
  output.print(sheet.toString());
  if (report !== undefined) output.print(`\nReport: ${report}`);
};

/** Runs the command line and returns its exit code. */
export const runCommand = async (argv: readonly string[], output: Output): Promise<number> =>
  exitCodeOf(output, async () => {
    const settings = readSettings(argv);
    if (settings.isHelp) output.print(help);
    else await backtest(settings, commandOf(argv), output);
    return 0;
  });
