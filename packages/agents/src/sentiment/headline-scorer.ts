import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { assetIndex } from './assets/asset-index';
import { findMentions } from './assets/find-assets';
import { type AssetNames, knownAssets } from './assets/known-assets';
import { combineStatements, type WeightedStatement } from './combine-statements';
import type { HeadlineSentiment, SentimentEvidence } from './headline-sentiment';
import { headlineLexicon } from './lexicon/compile-lexicon';
import { attribute } from './reading/attribute';
import { type Clause, type Sentence, toClauses } from './reading/clauses';
import { readClause } from './reading/read-clause';
import { toItems } from './reading/to-items';
import { tokenise } from './text/tokenise';

export interface HeadlineScorerOptions {
  /** Assets that are found besides the known ones; one with a known ticker takes its place. */
  readonly assets?: readonly AssetNames[];
  /** Characters that are read, at most 10,000; the rest is cut off and said so. Defaults to 1,000. */
  readonly maxLength?: number;
}

const schema = z.strictObject({
  assets: z
    .array(
      z.strictObject({
        ticker: z.string().regex(/^[A-Z0-9]{1,15}$/, 'expected 1 to 15 capitals or digits'),
        tickerIs: z.enum(['loose', 'upper', 'word']),
        plainNames: z.array(z.string().min(1).max(60)),
        wordNames: z.array(z.string().min(1).max(60)),
      }),
    )
    .default([]),
  maxLength: z.int().min(1).max(10_000).default(1_000),
});

/** What a question that asks whether, or a condition, leaves of what it says. */
const openFactor = 0.12;

const roleFactors = { main: 1, contrast: 1, background: 0.3, concede: 0.15 } as const;

/** What was said before a `but` counts less. */
const beforeContrast = 0.35;

const isOpen = ({ isQuestion, isExplaining, isConditional }: Sentence): boolean =>
  (isQuestion && !isExplaining) || isConditional;

/** The first group of a clause. */
const groupOf = ({ items }: Clause): readonly string[] | undefined => {
  for (const { tickers } of items) if (tickers !== undefined) return tickers;
  return undefined;
};

const says = ({ items }: Clause): boolean => {
  for (const { value } of items) if (value !== 0) return true;
  return false;
};

/** Whether two clauses speak of the same: they do unless each names assets and none is in both. */
const share = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a === undefined || b === undefined || a.some((one) => b.includes(one));

const none: readonly string[] = [];

/** The last group of a clause. */
const lastGroup = ({ items }: Clause): readonly string[] | undefined => {
  for (let at = items.length - 1; at >= 0; at--) if (items[at]?.tickers !== undefined) return items[at]?.tickers;
  return undefined;
};

/** How much each clause counts: less for what is open, for what is conceded, and for what a `but` follows. */
const clauseFactors = (clauses: readonly Clause[], sentences: readonly Sentence[], hasMain: boolean): number[] => {
  const factors: number[] = [];
  let turn: Clause | undefined;
  for (let at = clauses.length - 1; at >= 0; at--) {
    const clause = clauses[at] as Clause;
    let factor = hasMain ? roleFactors[clause.role] : 1;
    if (isOpen(sentences[clause.sentence] as Sentence)) factor *= openFactor;
    if (turn !== undefined && share(groupOf(clause), groupOf(turn))) factor *= beforeContrast;
    factors[at] = factor;
    if (clause.role === 'contrast' && says(clause)) turn = clause;
  }
  return factors;
};

const nothing: HeadlineSentiment = { score: 0, confidence: 0, evidence: [], assets: [], isTruncated: false };

/**
 * Makes a function that reads headlines: what they say, of which assets, and which words say it. No model, no network, no clock.
 *
 * A lexicon of this market and rules on top of it: ups and downs of nouns whose growth is bad (outflows slow), longs and
 * shorts, negation, denials, comparisons with what was expected, signed figures, emoji, questions, conditions, hedges, concessions, and
 * one score for each asset where a line names several.
 *
 * - Cost: linear in the length of the text, of which at most `maxLength` characters are read; above 100,000 headlines a second.
 * - State: none; the same text gives the same bits everywhere.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { headlineScorer } from '@sigmax/agents';
 * const read = headlineScorer();
 * const { assets, evidence } = read('ETH falls while SOL rallies');
 * assets.map(({ asset, score }) => [asset, Math.sign(score)]); // => [['ETH', -1], ['SOL', 1]]
 * evidence.map(({ text }) => text); // => ['falls', 'rallies']
 * read('Shorts get rekt').score > 0; // => true
 * read('Bitcoin falls less than expected').score > 0; // => true
 * read('Click the link near the bank').assets; // => []
 * ```
 */
export const headlineScorer = (options: HeadlineScorerOptions = {}): ((text: string) => HeadlineSentiment) => {
  const { assets, maxLength } = parseOptions(schema, options, 'headlineScorer');
  const given = new Set(assets.map(({ ticker }) => ticker));
  const index = assetIndex([...knownAssets.filter(({ ticker }) => !given.has(ticker)), ...assets]);
  const lexicon = headlineLexicon();

  return (text) => {
    const limit = Math.min(text.length, maxLength);
    const tokens = tokenise(text, limit);
    if (tokens.length === 0) return { ...nothing, isTruncated: text.length > limit };
    const mentions = findMentions(tokens, index, lexicon.root);
    const { clauses, sentences } = toClauses(toItems(tokens, mentions, lexicon.root));
    let hasMain = false;
    let spoken: readonly string[] | undefined;
    for (const clause of clauses) {
      readClause(clause.items, lexicon);
      hasMain ||= (clause.role === 'main' || clause.role === 'contrast') && says(clause);
      spoken ??= groupOf(clause);
    }
    const factors = clauseFactors(clauses, sentences, hasMain);
    const statements: WeightedStatement[] = [];
    const evidence: SentimentEvidence[] = [];
    for (let at = 0; at < clauses.length; at++) {
      const clause = clauses[at] as Clause;
      const group = groupOf(clause);
      const factor = factors[at] as number;
      for (const { item, value, tickers, isRelative } of attribute(clause.items, group, spoken ?? none)) {
        const weighted = value * factor;
        statements.push({ value: weighted, assets: tickers, isRelative });
        const { start, end } = item;
        evidence.push({ start, end, text: text.slice(start, end), value: weighted, assets: tickers });
      }
      spoken = lastGroup(clause) ?? spoken;
    }
    const hedges = sentences.reduce((sum, { hedges: count }) => sum + count, 0);
    const opens = sentences.some(isOpen) ? 0.4 : 1;
    const named: string[] = [];
    for (const { ticker } of mentions) if (!named.includes(ticker)) named.push(ticker);
    const combined = combineStatements(statements, named, (hedges === 0 ? 1 : hedges === 1 ? 0.7 : 0.5) * opens);
    return { ...combined, evidence, isTruncated: text.length > limit };
  };
};
