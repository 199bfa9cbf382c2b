import type { SourceItem } from '@sigmax/adapters/news';
import { type Evidence, headlineScorer, sentimentLabel } from '@sigmax/agents';
import { promptGuard } from '@sigmax/agents/security';
import { judgeNews } from '../desk/analysts';
import type { ArchivedHeadline, NewsArchive } from './news-archive';

/** What became of a headline that was there to harm. */
export interface HostileFate {
  readonly tries: string;
  readonly feed: string;
  readonly title: string;
  readonly fate: string;
}

export interface KeptAway {
  readonly hostile: readonly HostileFate[];
  /** Headlines that meant no harm. */
  readonly harmless: number;
  /** How many of these the guards took for an attack, or did not believe. */
  readonly falseAlarms: number;
}

/** What came within so long before an item is judged beside it. */
const besideMs = 3_600_000;

const isOf = ({ id, feed }: ArchivedHeadline, { source, guid }: SourceItem): boolean =>
  source === feed && guid === String(id);

/**
 * What the guards of the sentiment analyst did with every headline, looked at one by one after the run: quarantined because it speaks
 * to its reader, not believed because of its source or content, or read.
 */
export const keptAway = (archive: NewsArchive, items: readonly SourceItem[]): KeptAway => {
  const news = items.filter(({ kind }) => kind === 'news');
  const guard = promptGuard();
  const judge = judgeNews();
  const read = headlineScorer();

  const refusal = (item: SourceItem): string | undefined => {
    const [quarantined] = guard.evidence([item]).quarantined;
    if (quarantined !== undefined) {
      return `quarantined: ${[...new Set(quarantined.findings.map(({ kind }) => kind))].join(', ')}`;
    }
    const timeMs = item.receivedAtMs;
    const beside: readonly Evidence[] = news.filter(
      (one) => one.receivedAtMs <= timeMs && one.receivedAtMs > timeMs - besideMs,
    );
    const judged = judge(beside, { timeMs }).find((one) => one.item === item);
    return judged === undefined || judged.isUsable ? undefined : `not believed: ${judged.flags.join(', ')}`;
  };

  const fateOf = (headline: ArchivedHeadline): string => {
    const item = news.find((one) => isOf(headline, one));
    if (item === undefined) return 'not told again: another feed had the story';
    const refused = refusal(item);
    if (refused !== undefined) return refused;
    const { score, confidence } = read(headline.title);
    const meaning = confidence === 0 ? 'says nothing to it' : sentimentLabel(score);
    const date = item.dateProblem === undefined ? '' : `, its date ${item.dateProblem}`;
    return `read, ${meaning}${date}`;
  };

  const hostile = archive.headlines.filter(({ tries }) => tries !== undefined);
  const harmless = news.filter((item) => !hostile.some((headline) => isOf(headline, item)));
  return {
    hostile: hostile.map((headline) => ({
      tries: headline.tries as string,
      feed: headline.feed,
      title: headline.title,
      fate: fateOf(headline),
    })),
    harmless: harmless.length,
    falseAlarms: harmless.filter((item) => refusal(item) !== undefined).length,
  };
};
