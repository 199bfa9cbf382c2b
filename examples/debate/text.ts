import type { Run } from './outcome';
import { ablationRows, accountRows, costRows, hostileRows, leaderRows, luckRows, skillRows, withoutRows } from './rows';
import {
  aboutAblation,
  aboutArena,
  aboutKept,
  aboutLookAhead,
  aboutMeetings,
  aboutNews,
  flipLines,
  meaningOf,
} from './statement';
import { textTable, wrapped } from './text-table';

/** The outcome for a terminal. */
export const textOf = (run: Run): string => {
  const { market, settings, edge, explained } = run;
  const section = (title: string, ...parts: readonly string[]) => ['', title, '', ...parts];
  const explanation = explained.explanation?.text.split('\n').map((line) => wrapped(line, '  ')) ?? [
    'No decision moved a position.',
  ];
  return [
    wrapped(market.note),
    wrapped(aboutNews(run)),
    wrapped(`Fee ${settings.feeRate}, slippage ${settings.slippageRate}, seed ${settings.seed}.`),
    '',
    wrapped(edge.verdict.text),
    '',
    wrapped(meaningOf(run)),
    ...section('Accounts, after costs', textTable(accountRows(run))),
    ...section('Luck', textTable(luckRows(run))),
    ...section('Other costs', textTable(costRows(run))),
    ...section('One analyst less', textTable(withoutRows(run))),
    ...section('What each analyst is worth', textTable(ablationRows(run)), '', wrapped(aboutAblation)),
    ...section('Trained models, on bars they had not seen', textTable(skillRows(run))),
    ...section('Arena', textTable(leaderRows(run)), '', wrapped(aboutArena)),
    ...section('Look-ahead', wrapped(aboutLookAhead(run))),
    ...section('Hostile headlines', textTable(hostileRows(run), 'words'), '', wrapped(aboutKept(run))),
    ...section('The meetings', wrapped(aboutMeetings(run))),
    ...section('One decision, from its log alone', ...explanation),
    ...section('What would have changed it, with the desk asked again', ...flipLines(run)),
  ].join('\n');
};
