import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { baseAsset } from '../base-asset';
import type { Agent } from '../opinion/agent';
import { type AnswerFields, abstain, defineAgent } from '../opinion/define-agent';
import type { Evidence } from '../opinion/evidence';
import { oldestHalfLives, openBoard, readBoardOptions } from './board/sentiment-board';
import type { SentimentReading, SentimentSource } from './board/sentiment-source';
import { wordSet } from './board/word-set';
import { headlineScorer } from './headline-scorer';
import type { HeadlineSentiment } from './headline-sentiment';
import { sentimentLabel } from './sentiment-label';

export interface SentimentAgentOptions {
  /** Defaults to `sentiment`. */
  readonly name?: string;
  readonly sources: readonly SentimentSource[];
  /** After this time a headline counts half; it is the horizon of the opinion too. */
  readonly halfLifeMs: number;
  /** Below this coverage there is no opinion, 0 to 1. */
  readonly minimumCoverage: number;
  /** Kinds of evidence that are read as headlines. Defaults to `news` and `social`. */
  readonly kinds?: readonly string[];
  /** The asset of an instrument. Defaults to the part between `:` and `/`. */
  readonly assetOf?: (instrumentId: string) => string;
  /** Reads a headline. Defaults to `headlineScorer()`. */
  readonly read?: (text: string) => HeadlineSentiment;
}

const schema = z.strictObject({
  name: z.string().default('sentiment'),
  minimumCoverage: z.number().min(0).max(1),
  kinds: z.array(z.string().min(1)).min(1).default(['news', 'social']),
  assetOf: z
    .custom<(instrumentId: string) => string>((value) => typeof value === 'function', 'expected a function')
    .optional(),
});

/** The kind of evidence that says whether a source could be read: content `{ "isUp": false }`. */
const statusKind = 'source-status';

/** The text of evidence: its content, or the title of it. */
const textOf = ({ content }: Evidence): string | undefined => {
  if (typeof content === 'string') return content;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return undefined;
  const title = Reflect.get(content, 'title') as unknown;
  return typeof title === 'string' ? title : undefined;
};

const isUpOf = ({ content }: Evidence): boolean =>
  typeof content === 'object' && content !== null && Reflect.get(content, 'isUp') === true;

/** The same function with its last 4,096 answers kept. */
const remembered = <Value>(compute: (text: string) => Value): ((text: string) => Value) => {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = compute(text);
    if (known.size >= 4_096) known.clear();
    known.set(text, value);
    return value;
  };
};

const rounded = (value: number): string => value.toFixed(2);

const reasonOf = (
  asset: string,
  reading: SentimentReading,
  evidence: readonly Evidence[],
  read: (text: string) => HeadlineSentiment,
): string => {
  const { score = 0, coverage, count, items } = reading;
  const texts = new Map(evidence.map((one) => [one.id, textOf(one) ?? '']));
  const words = items.slice(0, 3).flatMap((id) =>
    read(texts.get(id) ?? '')
      .evidence.slice(0, 2)
      .map(({ text }) => `"${text}"`),
  );
  const why = words.length === 0 ? '' : ` Words: ${words.join(', ')}.`;
  return `${count} headlines on ${asset} are ${sentimentLabel(score)} (${rounded(score)}), coverage ${rounded(coverage)}.${why}`;
};

/**
 * An agent that reads headlines: evidence of the kinds `news` and `social`, whose content is a text or has a `title`.
 *
 * Its opinion is the reading of a {@link sentimentBoard} at the moment it is asked: score, confidence, the headlines as evidence, and
 * the words that decided as reason. Evidence of the kind `source-status` with content `{ isUp: boolean }` says whether its source
 * could be read. It abstains with `no-data` where no headline says anything, and with `stale-data` below `minimumCoverage`.
 *
 * - Units: times in ms. State: none between questions, so that it answers the same whenever it is asked.
 * - Cost: O(headlines) a question; each headline is read once while it is shown.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { agentStrategy, evidence, evidenceStore, sentimentAgent } from '@sigmax/agents';
 * import { createBot, simulatedBroker, simulatedMarket } from '@sigmax/core';
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], bars: 48 });
 * const startMs = market[0].timeMs[0] ?? 0;
 * const news = evidenceStore([
 *   evidence({ kind: 'news', source: 'wire', receivedAtMs: startMs + 1, content: 'Bitcoin surges on record inflows' }),
 *   evidence({ kind: 'news', source: 'wire', receivedAtMs: startMs + 86_400_000, content: 'Exchange hacked, Bitcoin crashes' }),
 * ]);
 * const agent = sentimentAgent({
 *   sources: [{ id: 'wire', weight: 1, maximumSilenceMs: 172_800_000 }],
 *   halfLifeMs: 14_400_000,
 *   minimumCoverage: 0.5,
 * });
 * const rules = { maximumWeight: 0.9, maximumGross: 0.9, band: 0.01, whenAbstaining: 'hold', evidence: news } as const;
 * const bot = createBot({ strategy: agentStrategy(agent, rules), cash: { USDT: 10_000 } });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * const { fills } = bot.backtest({ market, broker });
 * [fills[0]?.side, fills.at(-1)?.side]; // => ['buy', 'sell']
 * ```
 */
export const sentimentAgent = (options: SentimentAgentOptions): Agent => {
  const { sources, halfLifeMs, read = headlineScorer(), ...rest } = options;
  const { name, minimumCoverage, kinds, assetOf = baseAsset } = parseOptions(schema, rest, 'sentimentAgent');
  const settings = readBoardOptions({ sources, halfLifeMs, read }, 'sentimentAgent');
  if (kinds.includes(statusKind)) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `sentimentAgent: kinds has ${statusKind}, which says whether a source could be read.`,
      remedy: 'Leave it out.',
    });
  }
  const known = new Set(sources.map(({ id }) => id));
  return defineAgent({
    name,
    start: ({ instrumentId }) => {
      const asset = assetOf(instrumentId);
      const readOnce = remembered(read);
      const wordsOf = remembered(wordSet);
      return ({ evidence, timeMs }): AnswerFields => {
        const board = openBoard({ ...settings, read: readOnce, wordsOf });
        const sinceMs = timeMs - oldestHalfLives * halfLifeMs;
        const shown = evidence.filter(
          ({ source, kind, receivedAtMs }) => known.has(source) && (receivedAtMs >= sinceMs || kind === statusKind),
        );
        for (const one of [...shown].sort((a, b) => a.receivedAtMs - b.receivedAtMs)) {
          const { id, source, receivedAtMs } = one;
          if (one.kind === statusKind) board.heard({ source, timeMs: receivedAtMs, isUp: isUpOf(one) });
          const text = kinds.includes(one.kind) ? textOf(one) : undefined;
          if (text !== undefined) board.add({ id, source, receivedAtMs, text });
        }
        const reading = board.at(timeMs, asset);
        const { score, confidence, coverage, items } = reading;
        if (!(coverage >= minimumCoverage)) {
          const down = reading.sources.filter(({ isCovered }) => !isCovered).map(({ source }) => source);
          return abstain('stale-data', `Coverage is ${rounded(coverage)}; not heard of: ${down.join(', ')}.`);
        }
        if (score === undefined) return abstain('no-data', `No headline says anything about ${asset}.`);
        const reason = reasonOf(asset, reading, shown, readOnce);
        return { score, confidence, horizonMs: halfLifeMs, evidence: items, reason };
      };
    },
  });
};
