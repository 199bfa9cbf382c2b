import { DataError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { headlineScorer } from '../headline-scorer';
import type { HeadlineSentiment } from '../headline-sentiment';
import { aggregateSentiment, type ScoredItem } from './aggregate-sentiment';
import type { SentimentItem, SentimentReading, SentimentSource, SourceStatus } from './sentiment-source';
import { storyIndex } from './story-index';
import { wordSet } from './word-set';

export interface SentimentBoardOptions {
  readonly sources: readonly SentimentSource[];
  /** After this time an item counts half. */
  readonly halfLifeMs: number;
  /** What a headline that names no asset counts for one that is asked about, 0 to 1. Defaults to 0.5. */
  readonly marketShare?: number;
  /** Share of words from which two headlines are one story. Defaults to 0.8. */
  readonly sameStory?: number;
  /** Most items that are kept, the latest of them. Defaults to 2,000. */
  readonly maximumItems?: number;
  /** Reads a headline. Defaults to `headlineScorer()`. */
  readonly read?: (text: string) => HeadlineSentiment;
}

export interface SentimentBoard {
  /** Takes a headline; says that its source is up. Returns false for one whose id is there already. */
  add(item: SentimentItem): boolean;
  /** Says that a source was read, with or without news, or that it failed. */
  heard(status: SourceStatus): void;
  /** What is known at a moment, from what was received by then: of an asset, or of the market as a whole. */
  at(timeMs: number, asset?: string): SentimentReading;
}

const schema = z.strictObject({
  sources: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(256),
        weight: z.number().positive(),
        maximumSilenceMs: z.number().positive(),
      }),
    )
    .min(1, 'expected at least one source')
    .refine((sources) => new Set(sources.map(({ id }) => id)).size === sources.length, 'expected every id once'),
  halfLifeMs: z.number().positive(),
  marketShare: z.number().min(0).max(1).default(0.5),
  sameStory: z.number().gt(0).max(1).default(0.8),
  maximumItems: z.int().min(1).max(100_000).default(2_000),
  read: z
    .custom<(text: string) => HeadlineSentiment>((value) => typeof value === 'function', 'expected a function')
    .optional(),
});

interface Kept {
  readonly item: SentimentItem;
  readonly said: HeadlineSentiment;
  readonly story: number;
}

/** After this many half-lives an item counts 0.1 % and is left out. */
export const oldestHalfLives = 10;

/** Options after checking, with what reads texts. */
export interface BoardSettings {
  readonly sources: readonly SentimentSource[];
  readonly halfLifeMs: number;
  readonly marketShare: number;
  readonly sameStory: number;
  readonly maximumItems: number;
  readonly read: (text: string) => HeadlineSentiment;
  readonly wordsOf: (text: string) => Int32Array;
}

/** @throws {InvalidOptionsError} an option is wrong */
export const readBoardOptions = (options: SentimentBoardOptions, what: string): BoardSettings => {
  const parsed = parseOptions(schema, options, what);
  return { ...parsed, read: parsed.read ?? headlineScorer(), wordsOf: wordSet };
};

/** A board of settings that were checked. */
export const openBoard = (settings: BoardSettings): SentimentBoard => {
  const { sources, halfLifeMs, marketShare, sameStory, maximumItems, read, wordsOf } = settings;
  const windowMs = oldestHalfLives * halfLifeMs;
  const stories = storyIndex(sameStory, windowMs);
  const ids = new Set<string>();
  const statuses = new Map<string, SourceStatus[]>(sources.map(({ id }) => [id, []]));
  let kept: Kept[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;

  const requireNext = (source: string, timeMs: number): SourceStatus[] => {
    const list = statuses.get(source);
    if (list === undefined) {
      throw new DataError({
        code: 'UNKNOWN_SOURCE',
        message: `sentimentBoard: source was ${JSON.stringify(source)}, which is not among the sources.`,
        remedy: 'Name it in the option sources, with a weight.',
        context: { source },
      });
    }
    if (!(timeMs >= lastMs && timeMs < Number.POSITIVE_INFINITY)) {
      throw new DataError({
        code: 'OUT_OF_ORDER',
        message: `sentimentBoard: time ${timeMs} of ${source} came after ${lastMs}.`,
        remedy: 'Give what was received in the order in which it was received.',
        context: { source, timeMs, lastMs },
      });
    }
    lastMs = timeMs;
    return list;
  };

  const heard = (status: SourceStatus): void => {
    const list = requireNext(status.source, status.timeMs);
    list.push({ ...status });
    if (list.length > maximumItems) list.shift();
  };

  const add = (item: SentimentItem): boolean => {
    heard({ source: item.source, timeMs: item.receivedAtMs, isUp: true });
    if (ids.has(item.id)) return false;
    ids.add(item.id);
    const story = stories.storyOf(wordsOf(item.text), item.receivedAtMs);
    kept.push({ item: { ...item }, said: read(item.text), story });
    if (kept.length > maximumItems) {
      for (const { item: old } of kept.slice(0, -maximumItems)) ids.delete(old.id);
      kept = kept.slice(-maximumItems);
    }
    return true;
  };

  const scored = ({ item, said, story }: Kept, asset: string | undefined): ScoredItem | undefined => {
    const { id, source, receivedAtMs } = item;
    const base = { id, source, receivedAtMs, story };
    if (asset === undefined) return { ...base, score: said.score, confidence: said.confidence };
    const own = said.assets.find((one) => one.asset === asset);
    if (own !== undefined) return { ...base, score: own.score, confidence: own.confidence };
    if (said.assets.length > 0) return undefined;
    return { ...base, score: said.score, confidence: said.confidence * marketShare };
  };

  return {
    add,
    heard,
    at: (timeMs, asset) => {
      const items: ScoredItem[] = [];
      for (const one of kept) {
        const { receivedAtMs } = one.item;
        if (receivedAtMs > timeMs || timeMs - receivedAtMs > windowMs) continue;
        const item = scored(one, asset);
        if (item !== undefined) items.push(item);
      }
      const last = new Map<string, SourceStatus>();
      for (const [source, list] of statuses) {
        const status = list.findLast((one) => one.timeMs <= timeMs);
        if (status !== undefined) last.set(source, status);
      }
      return aggregateSentiment(items, last, sources, halfLifeMs, timeMs);
    },
  };
};

/**
 * Keeps headlines of many sources and says at any moment what they say together: newer ones count more, a source by its weight,
 * a story once however often it is repeated.
 *
 * A source that fails, or is silent for longer than it may be, lowers coverage and with it confidence; where nothing was said the
 * score is `undefined` and never 0. Formulas: {@link SentimentReading} and `aggregateSentiment`.
 *
 * - Units: times in ms since the epoch; everything is taken in the order in which it was received, and only `receivedAtMs` counts.
 * - State: at most `maximumItems` headlines. Cost: O(items) for `add` and for `at`.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @throws {DataError} `UNKNOWN_SOURCE` or `OUT_OF_ORDER`, from `add` and `heard`.
 * @example
 * ```ts
 * import { sentimentBoard } from '@sigmax/agents';
 * const board = sentimentBoard({
 *   sources: [
 *     { id: 'wire', weight: 3, maximumSilenceMs: 3_600_000 },
 *     { id: 'forum', weight: 1, maximumSilenceMs: 600_000 },
 *   ],
 *   halfLifeMs: 3_600_000,
 * });
 * board.add({ id: 'a', source: 'wire', receivedAtMs: 0, text: 'Bitcoin rallies on strong inflows' });
 * board.add({ id: 'b', source: 'forum', receivedAtMs: 1_000, text: 'Strong inflows: Bitcoin rallies on' }); // => true
 * const { score, count, coverage } = board.at(1_000, 'BTC');
 * [(score ?? 0) > 0, count, coverage]; // => [true, 1, 1]
 * board.heard({ source: 'wire', timeMs: 2_000, isUp: false });
 * board.at(2_000, 'BTC').coverage; // => 0.25
 * board.at(2_000, 'ETH').score; // => undefined
 * ```
 */
export const sentimentBoard = (options: SentimentBoardOptions): SentimentBoard =>
  openBoard(readBoardOptions(options, 'sentimentBoard'));
