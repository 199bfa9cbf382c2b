import { evaluationTable } from '@sigmax/rl/evaluation';
import { sheetOf, sourcesOf } from './bot';
import type { Run } from './outcome';
import { settingsText } from './search';
import { explanation, statementOf } from './statement';

/** Words in lines of at most 100 letters. */
const wrapped = (text: string): string => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && `${line} ${word}`.length > 100) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
};

const day = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

/** How the bot was made, and what decided on its bars. */
export const botSentence = ({ evaluation, traded, market, bundle }: Run): string => {
  const { testFromMs, testToMs } = evaluation.folds.at(-1)!;
  const counts = Object.entries(sourcesOf(traded)).map(([source, count]) => `${source} ${count}`);
  return `The policy of seed ${bundle.metadata.seed}, which traded most on its validation bars, as a bot with guards over the last test, ${day(testFromMs)} to ${day(testToMs)}${market.isSimulated ? ', simulated' : ''}. What decided on its bars: ${counts.join(', ')}; it holds until the features are known.`;
};

/** What was tried, and what was chosen. */
export const searchLines = ({ searched: { trials, learning } }: Run): string[] =>
  trials.length === 0
    ? []
    : [
        `${trials.length} settings were tried on the validation bars of the first fold; chosen: ${settingsText(learning)}.`,
      ];

/** The outcome for a terminal. */
export const textOf = (run: Run): string => {
  const { market, evaluation, traded, settings } = run;
  const { folds, testBars, steps, feeRate, slippageRate } = settings;
  return [
    wrapped(market.note),
    ...searchLines(run).map(wrapped),
    wrapped(
      `${evaluation.seeds.length} trainings of ${steps} steps for each of ${folds} tests of ${testBars} bars; fee ${feeRate}, slippage ${slippageRate}.`,
    ),
    '',
    evaluationTable(evaluation),
    '',
    wrapped(statementOf(evaluation)),
    '',
    wrapped(explanation),
    '',
    wrapped(botSentence(run)),
    '',
    sheetOf(traded),
  ].join('\n');
};
