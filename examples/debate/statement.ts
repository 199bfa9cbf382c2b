import { headlines } from './news/headlines';
import { hostileHeadlines } from './news/hostile-headlines';
import type { Run } from './outcome';
import { percent } from './rows';

const lines = Object.values(headlines).reduce((sum, list) => sum + list.length, 0);

/** What a reader has to know before the figures. */
export const aboutNews = (run: Run): string =>
  `The news are invented. ${lines} lines and ${hostileHeadlines.length} hostile ones were written by hand in the shape of real feeds, and drawn over the period without looking at any price, so that no figure here can show that reading news pays. ${run.news.items} items reached the desk in ${run.news.requests} requests to a server on this machine, read by the adapters that read the real ones.`;

/** What the verdict means. */
export const meaningOf = ({ edge, lookAhead }: Run): string => {
  const clean = lookAhead.isClean
    ? ''
    : ' A decision knew the future, so that nothing below counts: see the test of look-ahead.';
  const meaning =
    edge.verdict.code === 'BETTER'
      ? 'With news that know nothing of prices that is luck, or a mistake: look for the mistake first.'
      : 'That is what news that know nothing of prices, and rules that everybody knows, are worth after costs: do not trade it. Put your own analysts in their place and run it again.';
  return `${meaning}${clean}`;
};

export const aboutLookAhead = ({ lookAhead: { isClean, cuts, compared, leaks, bars } }: Run): string => {
  const how = `The future was taken away, and then replaced, behind ${cuts} moments of the first ${bars} bars; models, research and desk were made anew each time`;
  return isClean
    ? `Nothing looked ahead: ${how}, and all ${compared} decisions compared stayed the same to the last bit.`
    : `Something looked ahead: ${how}, and ${leaks.length} of ${2 * cuts} times a decision before the cut was another.`;
};

const listed = (counts: Readonly<Record<string, number>>): string => {
  const list = Object.entries(counts).map(([why, count]) => `${count} (${why})`);
  return list.length === 0 ? 'none' : list.join(', ');
};

export const aboutMeetings = ({ meetings, plan, explained }: Run): string =>
  `The planner had ${plan.done.join(', ')} looked up and left out ${plan.leftOut.join(', ')}, for which there was no money. In ${meetings.count} meetings the desk moved a position ${meetings.moved} times; risk or compliance said no to ${listed(meetings.vetoes)}, ${meetings.submitted} orders left and the guards kept back ${listed(meetings.denied)}; ${meetings.struckClaims} claims were struck for a figure that nothing known has. The decision log has ${explained.lines} lines and is intact; it ends with ${explained.hash.slice(0, 16)}.`;

/** What would have changed the decision, in sentences. */
export const flipLines = ({ flips, explained }: Run): readonly string[] => {
  if (explained.explanation === undefined) return [];
  if (flips.length === 0) return ['No other score of one report would have changed it.'];
  return flips.map(({ analyst, from, to, becomes }) =>
    to === undefined
      ? `It would ${becomes} if ${analyst} had said nothing.`
      : `It would ${becomes} if ${analyst} had said ${to.toFixed(3)} instead of ${from.toFixed(3)}.`,
  );
};

export const aboutArena =
  'Every day each two play a game, won by the larger signal × return less costs. Who says little loses little, so that a high rank of one without skill shows what silence is worth.';

export const aboutAblation =
  'weight: what a fit on the first half gives each beside the others. alone, leaves out: return of a meeting that its direction earned, and that the others lose without it, on the second half, before costs. Brier: 0.25 is who always says one half; ECE: how far confidence is from what came.';

export const aboutKept = ({ kept }: Run): string =>
  `Of ${kept.harmless} headlines that mean no harm the guards kept back ${kept.falseAlarms} (${percent(kept.falseAlarms / Math.max(1, kept.harmless))}). What they find is no protection by itself: limits, votes and the check of figures hold for what they miss.`;
