import { exponential } from '../../portable-math';
import type { SentimentReading, SentimentSource, SourceReading, SourceStatus } from './sentiment-source';

/** An item with what it says of the asset that is asked about. */
export interface ScoredItem {
  readonly id: string;
  readonly source: string;
  readonly receivedAtMs: number;
  readonly score: number;
  readonly confidence: number;
  /** Items of one story share a number. */
  readonly story: number;
}

interface Tally {
  mass: number;
  sum: number;
  count: number;
}

/** Whether the last that was heard of a source is good and not too old. */
const isCovered = (
  { id, maximumSilenceMs }: SentimentSource,
  heard: ReadonlyMap<string, SourceStatus>,
  timeMs: number,
): boolean => {
  const last = heard.get(id);
  return last?.isUp === true && timeMs - last.timeMs <= maximumSilenceMs;
};

/** Of each story, the telling of the source that counts most; all tellings have the age of the first. */
const tellings = (
  items: readonly ScoredItem[],
  weights: ReadonlyMap<string, number>,
): { item: ScoredItem; sinceMs: number }[] => {
  const stories = new Map<number, { item: ScoredItem; sinceMs: number }>();
  for (const item of items) {
    const weight = weights.get(item.source);
    if (weight === undefined) continue;
    const known = stories.get(item.story);
    if (known === undefined) stories.set(item.story, { item, sinceMs: item.receivedAtMs });
    else if (weight > (weights.get(known.item.source) as number)) known.item = item;
  }
  return [...stories.values()];
};

/**
 * Puts items of many sources together at one moment.
 *
 * An item of confidence c and age a has the mass c · 2^(−a / halfLifeMs); a source of mass m has the say
 * w = weight · m / (m + 1), so that it cannot win by volume; score = Σ w · score / Σ w, confidence = coverage · Σ w / Σ weight.
 * `items` are in the order of receipt, none later than `timeMs`; `heard` has the last status of each source.
 */
export const aggregateSentiment = (
  items: readonly ScoredItem[],
  heard: ReadonlyMap<string, SourceStatus>,
  sources: readonly SentimentSource[],
  halfLifeMs: number,
  timeMs: number,
): SentimentReading => {
  const weights = new Map(sources.map(({ id, weight }) => [id, weight]));
  const tallies = new Map<string, Tally>(sources.map(({ id }) => [id, { mass: 0, sum: 0, count: 0 }]));
  const counted: { id: string; size: number }[] = [];
  for (const { item, sinceMs } of tellings(items, weights)) {
    const mass = item.confidence * exponential((-Math.LN2 * (timeMs - sinceMs)) / halfLifeMs);
    if (!(mass > 0)) continue;
    const tally = tallies.get(item.source) as Tally;
    tally.mass += mass;
    tally.sum += mass * item.score;
    tally.count += 1;
    counted.push({ id: item.id, size: mass * (weights.get(item.source) as number) });
  }
  let [say, sum, total, covered, count] = [0, 0, 0, 0, 0];
  const readings = sources.map((source): SourceReading => {
    const { mass, sum: own, count: ownCount } = tallies.get(source.id) as Tally;
    const isUp = isCovered(source, heard, timeMs);
    const part = source.weight * (mass / (mass + 1));
    const score = mass > 0 ? own / mass : undefined;
    total += source.weight;
    if (isUp) covered += source.weight;
    say += part;
    sum += part * (score ?? 0);
    count += ownCount;
    return { source: source.id, isCovered: isUp, count: ownCount, score };
  });
  const coverage = covered / total;
  counted.sort((a, b) => b.size - a.size);
  return {
    timeMs,
    score: say > 0 ? Math.max(-1, Math.min(1, sum / say)) : undefined,
    confidence: coverage * (say / total),
    coverage,
    count,
    sources: readings,
    items: counted.map(({ id }) => id),
  };
};
