import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Evidence } from '../../opinion/evidence';
import { similarity, wordSet } from '../../sentiment/board/word-set';
import { findInjections } from '../text/find-injections';
import { foldText } from '../text/fold-text';
import { domainOf, isListed, linksOf, looksLike } from './domain-of';
import { hasImpossibleNumber, pricesIn } from './impossible-numbers';
import type { NewsFlag, NewsSource } from './news-source';
import { pumpSigns } from './pump-signs';

export interface NewsValidatorOptions {
  readonly sources: readonly NewsSource[];
  /** Items believed less than this are not usable. Money rests on it: no default. */
  readonly minimumCredibility: number;
  /** Credibility of a source that is not listed. Defaults to 0. */
  readonly unknownCredibility?: number | undefined;
  /** A domain that was first seen less long ago than this is fresh. Defaults to a week. */
  readonly freshDomainMs?: number | undefined;
  /** The same words from this many sources, none of them believed by 0.5 or more, are coordinated. Defaults to 3. */
  readonly coordinatedSources?: number | undefined;
  /** Within this time. Defaults to an hour. */
  readonly coordinatedMs?: number | undefined;
  /** The largest rise in a day held possible, as a fraction. Defaults to 5: 500 %. */
  readonly largestDailyRise?: number | undefined;
  /** A price in the text that is further from the market's than this factor contradicts it. Defaults to 3. */
  readonly priceFactor?: number | undefined;
}

/** What else is known when news are judged. */
export interface NewsContext {
  readonly timeMs: number;
  /** Price of what the news is about, in dollars; `undefined` where it is not known. */
  readonly price?: number | undefined;
  /** When a domain was first seen or registered, by domain. One that is not in it was first seen now. Defaults to not judging. */
  readonly domainsSinceMs?: Readonly<Record<string, number>> | undefined;
}

/** What a news item is worth. */
export interface NewsJudgement {
  readonly item: Evidence;
  /** 0 to 1: credibility of the source × factors of the flags. */
  readonly credibility: number;
  readonly flags: readonly NewsFlag[];
  readonly isUsable: boolean;
}

const hour = 3_600_000;
const fraction = z.number().min(0).max(1);

const schema = z.strictObject({
  sources: z.array(
    z.strictObject({
      id: z.string().min(1),
      credibility: fraction,
      domains: z.array(z.string().min(3)).optional(),
    }),
  ),
  minimumCredibility: fraction,
  unknownCredibility: fraction.default(0),
  freshDomainMs: z
    .number()
    .positive()
    .default(7 * 24 * hour),
  coordinatedSources: z.int().min(2).default(3),
  coordinatedMs: z.number().positive().default(hour),
  largestDailyRise: z.number().positive().default(5),
  priceFactor: z.number().gt(1).default(3),
});

interface ReadItem {
  readonly item: Evidence;
  readonly text: string;
  readonly words: Int32Array;
  /** Whether something in it speaks to its reader. */
  readonly speaks: boolean;
}

/** What a flag leaves of the credibility. None raises it. */
const factors: Readonly<Record<NewsFlag, number>> = {
  'unknown-source': 1,
  injection: 0,
  'pump-words': 0.2,
  coordinated: 0.2,
  'fresh-domain': 0.3,
  'foreign-domain': 0.6,
  'look-alike-domain': 0,
  'impossible-number': 0.1,
  'price-contradicts': 0.1,
  'from-the-future': 0,
  'old-story': 0.5,
};

/** A published time may be ahead of ours by this much: clocks differ. */
const clockDifferenceMs = 300_000;

/** News that reaches us later than this after it was published is an old story told again. */
const oldStoryMs = 48 * hour;

/** Jaccard index from which two texts are the same words. */
const sameWords = 0.8;

const rawText = ({ content }: Evidence): string => {
  if (typeof content === 'string') return content;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return '';
  const fields = ['title', 'description', 'body', 'text'].map((name) => Reflect.get(content, name) as unknown);
  return fields.filter((field) => typeof field === 'string').join('. ');
};

const urlOf = ({ content }: Evidence): string | undefined => {
  const url = typeof content === 'object' && content !== null ? (Reflect.get(content, 'url') as unknown) : undefined;
  return typeof url === 'string' ? url : undefined;
};

/**
 * Makes a judge of news: how far each item can be believed, and why not further.
 *
 * credibility = that of the source × a factor for each flag, none above 1. Flags: something speaks to the reader (0), a domain that
 * looks like the source's (0), a time in the future (0), impossible figures and prices far from the market's (0.1), words of a pump
 * and the same words from several unbelieved sources (0.2), a fresh domain (0.3), an old story (0.5), a link elsewhere (0.6). The
 * factors are judgement and not measured.
 *
 * - State: what items still in use say; what is known comes with them, so that a backtest judges as a live bot. Cost: O(items²) for the comparison of
 *   words within `coordinatedMs`.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { evidence } from '@sigmax/agents';
 * import { newsValidator } from '@sigmax/agents/security';
 * const judge = newsValidator({ sources: [{ id: 'wire', credibility: 0.9 }], minimumCredibility: 0.3 });
 * const news = (source: string, content: string) => evidence({ kind: 'news', source, receivedAtMs: 1, content });
 * const judged = judge([
 *   news('wire', 'Bitcoin rallies on record inflows'),
 *   news('wire', 'Bitcoin falls 140 % in a day'),
 *   news('forum', 'Guaranteed 100x gem, buy now!!!'),
 * ], { timeMs: 2 });
 * judged.map(({ isUsable }) => isUsable); // => [true, false, false]
 * judged[1]?.flags; // => ['impossible-number']
 * judged[2]?.flags; // => ['unknown-source', 'pump-words']
 * ```
 */
export const newsValidator = (
  options: NewsValidatorOptions,
): ((items: readonly Evidence[], context: NewsContext) => readonly NewsJudgement[]) => {
  const settings = parseOptions(schema, options, 'newsValidator');
  const sources = new Map(settings.sources.map((source) => [source.id, source]));
  const credibilityOf = (id: string): number => sources.get(id)?.credibility ?? settings.unknownCredibility;

  /** Each item is read once, however often it is judged: items never change. */
  const known = new WeakMap<Evidence, ReadItem>();
  const readOnce = (item: Evidence): ReadItem => {
    const before = known.get(item);
    if (before !== undefined) return before;
    const text = foldText(rawText(item)).text;
    const speaks = findInjections(rawText(item)).length > 0;
    const made: ReadItem = { item, text, words: wordSet(text), speaks };
    known.set(item, made);
    return made;
  };

  const domainFlags = (item: Evidence, text: string, { timeMs, domainsSinceMs }: NewsContext): NewsFlag[] => {
    const links = [...linksOf(text), ...[urlOf(item)].filter((url) => url !== undefined)];
    const domains = links.map(domainOf).filter((domain) => domain !== undefined);
    const own = sources.get(item.source)?.domains;
    const every = settings.sources.flatMap(({ domains: listed = [] }) => listed);
    const flags: NewsFlag[] = [];
    const isFresh = (domain: string): boolean =>
      !isListed(domain, every) && !(timeMs - (domainsSinceMs?.[domain] ?? timeMs) >= settings.freshDomainMs);
    if (domainsSinceMs !== undefined && domains.some(isFresh)) flags.push('fresh-domain');
    if (domains.some((domain) => looksLike(domain, every))) flags.push('look-alike-domain');
    if (own !== undefined && domains.some((domain) => !isListed(domain, own))) flags.push('foreign-domain');
    return flags;
  };

  return (items, context) => {
    const { timeMs, price } = context;
    const read = items.map(readOnce);

    /** Sources of the same words in the same time; one that is believed makes it a story and no campaign. */
    const isCoordinated = ({ item, words }: ReadItem): boolean => {
      if (words.length < 4) return false;
      const near = read.filter(
        (other) =>
          Math.abs(other.item.receivedAtMs - item.receivedAtMs) <= settings.coordinatedMs &&
          similarity(words, other.words) >= sameWords,
      );
      const tellers = new Set(near.map((other) => other.item.source));
      return tellers.size >= settings.coordinatedSources && [...tellers].every((id) => credibilityOf(id) < 0.5);
    };

    return read.map((one) => {
      const { item, text, speaks } = one;
      const flags: NewsFlag[] = [];
      if (!sources.has(item.source)) flags.push('unknown-source');
      if (speaks) flags.push('injection');
      const signs = pumpSigns(text);
      if (signs >= 2) flags.push('pump-words');
      if (isCoordinated(one)) flags.push('coordinated');
      flags.push(...domainFlags(item, text, context));
      if (hasImpossibleNumber(text, settings.largestDailyRise)) flags.push('impossible-number');
      const isFar = (said: number): boolean =>
        price !== undefined && !(said <= price * settings.priceFactor && said >= price / settings.priceFactor);
      if (price !== undefined && pricesIn(text).some(isFar)) flags.push('price-contradicts');
      const saidAtMs = item.publishedAtMs;
      if (saidAtMs !== undefined && !(saidAtMs <= timeMs + clockDifferenceMs)) flags.push('from-the-future');
      if (saidAtMs !== undefined && item.receivedAtMs - saidAtMs > oldStoryMs) flags.push('old-story');
      const credibility = flags.reduce((rest, flag) => rest * factors[flag], credibilityOf(item.source));
      return { item, credibility, flags, isUsable: credibility >= settings.minimumCredibility && credibility > 0 };
    });
  };
};
