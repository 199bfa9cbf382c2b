import { expect, it } from 'vitest';
import { headlineLexicon } from '../lexicon/compile-lexicon';
import { tokenise } from '../text/tokenise';
import { assetIndex } from './asset-index';
import { findMentions } from './find-assets';
import { knownAssets } from './known-assets';

const index = assetIndex(knownAssets);
const found = (text: string): string =>
  findMentions(tokenise(text, text.length), index, headlineLexicon().root)
    .map(({ ticker }) => ticker)
    .join();

it.each([
  ['the method behind our solution', ''],
  ['a banker on the bank', ''],
  ['ETHical hackers meet', ''],
  ['Near the end of the day', ''],
  ['the deal is near', ''],
  ['One more thing', ''],
  ['click this link', ''],
  ['Avalanche of complaints', ''],
  ['Optimism fades', ''],
  ['Sol Campbell', ''],
  ['DOT issues road rules', ''],
])('%s names no asset', (text, assets) => {
  expect(found(text)).toBe(assets);
});

it.each([
  ['bitcoin', 'BTC'],
  ['$near', 'NEAR'],
  ['NEAR Protocol opens office', 'NEAR'],
  ['NEAR rallies', 'NEAR'],
  ['NEAR/USDT', 'NEAR'],
  ['SOLUSDT breaks out', 'SOL'],
  ['LINK +4%', 'LINK'],
  ['LINK price', 'LINK'],
  ['BTC, ETH and LINK', 'BTC,ETH,LINK'],
  ['Avalanche rallies 8%', 'AVAX'],
  ['Optimism token slides', 'OP'],
  ['Bitcoin Cash and Ethereum Classic', 'BCH,ETC'],
  ['DOT drops', 'DOT'],
  ['Harmony ONE pumps', 'ONE'],
])('%s names %s', (text, assets) => {
  expect(found(text)).toBe(assets);
});

it('in a line of capitals, capitals are no evidence', () => {
  expect(found('CLICK THE LINK NEAR THE END')).toBe('');
  expect(found('BUY BITCOIN NOW FRIENDS')).toBe('BTC');
});

it('an asset of the caller is found like the others', () => {
  const mine = assetIndex([{ ticker: 'ZAP', tickerIs: 'word', plainNames: ['zap network'], wordNames: ['zap'] }]);
  const tokens = (text: string) => tokenise(text, text.length);
  const { root } = headlineLexicon();
  expect(findMentions(tokens('Zap Network grows'), mine, root).map(({ ticker }) => ticker)).toEqual(['ZAP']);
  expect(findMentions(tokens('he will zap it'), mine, root)).toEqual([]);
});
