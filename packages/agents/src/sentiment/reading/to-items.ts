import type { Mention } from '../assets/find-assets';
import type { LexiconNode } from '../lexicon/compile-lexicon';
import type { Meaning } from '../lexicon/meaning';
import { emojiWeights } from '../lexicon/structure-words';
import type { Token } from '../text/token';
import type { Item, ItemKind } from './item';

const emoji = new Map(Object.entries(emojiWeights));

const itemOf = (
  kind: ItemKind,
  first: Token,
  last: Token,
  meaning: Meaning | undefined,
  tickers: readonly string[] | undefined,
): Item => ({
  kind,
  text: first.text,
  meaning,
  tickers,
  number: first.value,
  isPercent: first.isPercent,
  hasSign: first.hasSign,
  value: 0,
  isUsed: false,
  isClaim: meaning?.isClaim === true,
  start: first.start,
  end: last.end,
});

/** Whether only `,`, `/`, `and`, `&` or `or` stand between two assets: then they share what is said. */
const areListed = (tokens: readonly Token[], from: number, to: number): boolean => {
  for (let index = from; index < to; index++) {
    const { kind, text } = tokens[index] as Token;
    if (!(kind === 'comma' || kind === 'slash' || text === 'and' || text === 'or')) return false;
  }
  return true;
};

/** The longest phrase of the lexicon that begins at a token: its meaning and its last token. */
const longest = (
  tokens: readonly Token[],
  first: number,
  limit: number,
  root: ReadonlyMap<string, LexiconNode>,
): { meaning: Meaning; last: number } | undefined => {
  let node = root.get((tokens[first] as Token).text);
  let found: { meaning: Meaning; last: number } | undefined;
  for (let index = first; node !== undefined; ) {
    if (node.meaning !== undefined) found = { meaning: node.meaning, last: index };
    index += 1;
    const token = index < limit ? tokens[index] : undefined;
    if (node.next === undefined || token === undefined || token.kind !== 'word') break;
    node = node.next.get(token.text);
  }
  return found;
};

/** Reads tokens as items: groups of assets first, then the longest phrases of the lexicon. */
export const toItems = (
  tokens: readonly Token[],
  mentions: readonly Mention[],
  root: ReadonlyMap<string, LexiconNode>,
): Item[] => {
  const items: Item[] = [];
  let nextMention = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const mention = mentions[nextMention];
    if (mention !== undefined && mention.first === index) {
      const tickers = [mention.ticker];
      let last = mention.last;
      nextMention += 1;
      for (let more = mentions[nextMention]; more !== undefined && areListed(tokens, last + 1, more.first); ) {
        if (!tickers.includes(more.ticker)) tickers.push(more.ticker);
        last = more.last;
        nextMention += 1;
        more = mentions[nextMention];
      }
      items.push(itemOf('asset', token, tokens[last] as Token, undefined, tickers));
      index = last;
      continue;
    }
    if (token.kind === 'emoji') {
      const item = itemOf('emoji', token, token, undefined, undefined);
      item.value = emoji.get(token.text) ?? 0;
      items.push(item);
      continue;
    }
    if (token.kind !== 'word') {
      items.push(itemOf(token.kind, token, token, undefined, undefined));
      continue;
    }
    const found = longest(tokens, index, mention?.first ?? tokens.length, root);
    if (found === undefined) items.push(itemOf('other', token, token, undefined, undefined));
    else {
      items.push(itemOf(found.meaning.kind, token, tokens[found.last] as Token, found.meaning, undefined));
      index = found.last;
    }
  }
  return items;
};
