import type { LexiconNode } from '../lexicon/compile-lexicon';
import type { Token } from '../text/token';
import type { AssetIndex, AssetName } from './asset-index';

/** Where a headline names an asset, in tokens; `last` is the last of them. */
export interface Mention {
  readonly ticker: string;
  readonly first: number;
  readonly last: number;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Right behind a name they say that the asset is meant. */
const assetWords = set(
  `token tokens coin coins price prices protocol network blockchain chain mainnet testnet dao foundation labs holders ledger subnet
   staking stakers validators etf etfs futures wallet dex hub interchain memecoin whale whales bulls bears team finance ecosystem
   defi tvl issuer longs shorts pools trading based deposits rollup`,
);

/** Anywhere in the line they say that it is about this market. */
const marketWords = set(
  'token tokens crypto cryptocurrency coin coins memecoin memecoins altcoin altcoins blockchain defi stablecoin stablecoins mainnet etf validator validators onchain roadmap dex',
);

const quotes = set('usdt usdc usd btc eth eur perp');

const telling = set('motion fade grow polar level amount reverse deny rank calm scale');

/** What stands behind a word that is no asset: avalanche of complaints, optimism around. */
const notNames = set('of around about over that');

interface Line {
  readonly tokens: readonly Token[];
  readonly lexicon: ReadonlyMap<string, LexiconNode>;
  /** All or most words begin with a capital, so that one says nothing. */
  readonly isTitle: boolean;
  readonly isShouting: boolean;
  readonly hasMarketWord: boolean;
  hasOther: boolean;
}

const isFigure = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'emoji' || (token.kind === 'number' && (token.hasSign || token.isPercent || token.isMoney)));

/** Whether the next word or two speak of prices or of an asset. */
const isFollowedByEvidence = ({ tokens, lexicon }: Line, last: number): boolean => {
  const next = tokens[last + 1];
  if (next === undefined) return false;
  if (isFigure(next)) return true;
  if (next.kind === 'slash') return quotes.has(tokens[last + 2]?.text ?? '');
  if (next.kind !== 'word' || notNames.has(next.text)) return false;
  if (assetWords.has(next.text)) return true;
  const kind = lexicon.get(next.text)?.meaning?.kind;
  return kind !== undefined && telling.has(kind);
};

const isPrecededByAsset = (mentions: readonly Mention[], tokens: readonly Token[], first: number): boolean => {
  const before = mentions.at(-1);
  if (before === undefined) return false;
  for (let index = before.last + 1; index < first; index++) {
    const { kind, text } = tokens[index] as Token;
    if (
      !(
        kind === 'comma' ||
        kind === 'slash' ||
        text === 'and' ||
        text === 'or' ||
        text === 'for' ||
        text === 'to' ||
        text === 'vs'
      )
    )
      return false;
  }
  return true;
};

/** `Avalanche and …`, `Avalanche, …` */
const isListedBefore = (tokens: readonly Token[], last: number): boolean =>
  tokens[last + 1]?.text === 'and' || tokens[last + 1]?.kind === 'comma';

const isMeant = (line: Line, name: AssetName, first: number, mentions: readonly Mention[]): boolean => {
  const { tokens, lexicon, isTitle, isShouting, hasMarketWord } = line;
  const last = first + name.words.length - 1;
  const token = tokens[first] as Token;
  if (token.isMoney) return name.kind.endsWith('ticker');
  switch (name.kind) {
    case 'plain':
    case 'loose-ticker':
      return true;
    case 'upper-ticker':
      return token.isUpper && (!isShouting || isFollowedByEvidence(line, last));
    case 'word-ticker':
      if (!token.isUpper || isShouting)
        return token.isUpper && tokens[last + 1]?.kind === 'slash' && isFollowedByEvidence(line, last);
      return (
        isFollowedByEvidence(line, last) ||
        isPrecededByAsset(mentions, tokens, first) ||
        (hasMarketWord && tokens[last + 1]?.kind !== 'word')
      );
    case 'word-name': {
      const next = tokens[last + 1];
      const isSpokenOf = next?.kind === 'word' && assetWords.has(next.text);
      if (isSpokenOf) return true;
      if (!token.isCapital || (next !== undefined && notNames.has(next.text))) return false;
      const isSentiment = lexicon.get(token.text)?.meaning?.kind === 'amount';
      if (first === 0 || isTitle)
        return (
          !isSentiment &&
          (isFollowedByEvidence(line, last) || hasMarketWord || (line.hasOther && isListedBefore(tokens, last)))
        );
      return hasMarketWord || line.hasOther || isFollowedByEvidence(line, last) || tokens[first - 1]?.kind === 'comma';
    }
  }
};

const fits = (tokens: readonly Token[], first: number, words: readonly string[]): boolean => {
  for (let index = 0; index < words.length; index++) {
    const token = tokens[first + index];
    if (token === undefined || token.kind !== 'word' || token.text !== words[index]) return false;
  }
  return true;
};

/** `BTCUSDT` and the like. */
const pairTicker = (index: AssetIndex, token: Token): string | undefined => {
  if (!token.isUpper || token.text.length < 6) return undefined;
  const quote = token.text.endsWith('usdt') || token.text.endsWith('usdc') ? 4 : token.text.endsWith('usd') ? 3 : 0;
  return quote === 0 ? undefined : index.tickers.get(token.text.slice(0, -quote));
};

const lineOf = (tokens: readonly Token[], index: AssetIndex, lexicon: ReadonlyMap<string, LexiconNode>): Line => {
  let words = 0;
  let capitals = 0;
  let plain = 0;
  let uppers = 0;
  let hasMarketWord = false;
  let hasOther = false;
  for (const token of tokens) {
    if (token.kind !== 'word') continue;
    words += 1;
    if (token.isCapital) capitals += 1;
    if (!index.tickers.has(token.text)) {
      plain += 1;
      if (token.isUpper) uppers += 1;
    }
    if (!hasMarketWord && marketWords.has(token.text)) hasMarketWord = true;
    if (
      !hasOther &&
      index.names
        .get(token.text)
        ?.some(({ kind, words: all }) => all.length === 1 && (kind === 'plain' || kind === 'loose-ticker')) === true
    )
      hasOther = true;
  }
  const isTitle = words >= 4 && capitals / words >= 0.7;
  return { tokens, lexicon, isTitle, isShouting: plain >= 3 && uppers / plain >= 0.7, hasMarketWord, hasOther };
};

/**
 * The assets that a headline names, by word and by ticker, never by substring. Words of the language (near, link, one,
 * avalanche) need evidence: a cashtag, a pair, capitals or a capital with words of the market behind or around them.
 */
export const findMentions = (
  tokens: readonly Token[],
  index: AssetIndex,
  lexicon: ReadonlyMap<string, LexiconNode>,
): Mention[] => {
  const mentions: Mention[] = [];
  let line: Line | undefined;
  for (let first = 0; first < tokens.length; first++) {
    const token = tokens[first] as Token;
    if (token.kind !== 'word') continue;
    const names = index.names.get(token.text);
    if (names === undefined) {
      const ticker = pairTicker(index, token);
      if (ticker !== undefined) mentions.push({ ticker, first, last: first });
      continue;
    }
    for (const name of names) {
      if (!fits(tokens, first, name.words)) continue;
      // What is meant wherever it stands needs no look at the rest of the line.
      const isPlain = !token.isMoney && (name.kind === 'plain' || name.kind === 'loose-ticker');
      if (!isPlain) {
        line ??= lineOf(tokens, index, lexicon);
        if (!isMeant(line, name, first, mentions)) continue;
      }
      let last = first + name.words.length - 1;
      if (tokens[last + 1]?.kind === 'slash' && quotes.has(tokens[last + 2]?.text ?? '') && token.isUpper) last += 2;
      mentions.push({ ticker: name.ticker, first, last });
      first = last;
      break;
    }
  }
  return mentions;
};
