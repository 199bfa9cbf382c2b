import { describe, expect, it } from 'vitest';
import { confusableSkeleton } from './confusable-skeleton';
import { confusables } from './confusables';
import { imitatedAsset, type TokenName } from './imitated-asset';
import { knownAssets } from './known-assets';

describe('confusableSkeleton', () => {
  it.each([
    ['Bitcoin', 'Вitсоin', 'Cyrillic letters'],
    ['Bitcoin', 'B1tc0in', 'digits'],
    ['Bitcoin', 'Bit\u200bcoin', 'a space of no width'],
    ['Bitcoin', 'Ｂｉｔｃｏｉｎ', 'full width'],
    ['Bitcoin', 'Bítcöin', 'marks'],
    ['Bitcoin', 'bit coin', 'a blank'],
    ['Litecoin', 'IiteCoin', 'a capital I'],
    ['USDT', 'U$DT', 'a dollar'],
    ['SOL', 'S0L', 'a zero'],
    // The small letter of this one looks like a v.
    ['Solana', 'SolaΝa', 'a Greek capital'],
  ])('%s and %s look the same: %s', (real, fake) => {
    expect(confusableSkeleton(fake)).toBe(confusableSkeleton(real));
  });

  it('keeps different words apart', () => {
    const skeletons = knownAssets.map(({ name }) => confusableSkeleton(name));
    expect(new Set(skeletons).size).toBe(knownAssets.length);
  });

  it('knows each letter once', () => {
    const likes = Object.values(confusables).flatMap((text) => [...text]);
    expect(likes.filter((like, index) => likes.indexOf(like) !== index)).toEqual([]);
  });

  it('drops what is nothing else', () => {
    expect(confusableSkeleton(' \u0301\u200d-_.')).toBe('');
  });
});

describe('imitatedAsset', () => {
  it.each<[TokenName, string, string]>([
    [{ symbol: 'ВТС', name: 'Coin' }, 'BTC', 'Cyrillic symbol'],
    [{ symbol: 'XX', name: 'Bitcion' }, 'BTC', 'two letters swapped'],
    [{ symbol: 'XX', name: 'Etherium' }, 'ETH', 'one letter'],
    [{ symbol: 'XX', name: 'Bitcoin' }, 'BTC', 'the very name'],
    [{ symbol: 'XX', name: 'Wraped Bitc0in' }, 'WBTC', 'a long name, two slips'],
    [{ name: 'Tethers' }, 'USDT', 'no symbol'],
  ])('%j is taken for %s: %s', (token, symbol) => {
    expect(imitatedAsset(token, knownAssets)?.symbol).toBe(symbol);
  });

  it.each([
    [{ symbol: 'ETC', name: 'Ethereum Classic' }],
    [{ symbol: 'BTG', name: 'Bitcoin Gold' }],
    [{ symbol: 'LDO', name: 'Lido DAO' }],
    [{ symbol: 'DAG', name: 'Dag' }],
    [{}],
  ])('%j is taken for no other', (token) => {
    expect(imitatedAsset(token, knownAssets)).toBeUndefined();
  });
});
