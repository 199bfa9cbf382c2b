import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { readSource } from '../internal/sources/read-source';
import { describeFaults } from '../internal/sources/source-faults.test-helper';
import { cryptoPanic } from './crypto-panic';

const apiToken = 'c0ffee0123456789abcdef';

const post = (id: number, title: string) => ({
  id,
  slug: `post-${id}`,
  title,
  description: `More on ${title}`,
  published_at: '2026-11-22T11:00:00Z',
  kind: 'news',
  source: { title: 'Example Wire', domain: 'example.org', region: 'en', type: 'feed' },
  original_url: `https://example.org/${id}`,
  url: `https://cryptopanic.com/news/${id}`,
  instruments: [
    { code: 'BTC', title: 'Bitcoin', slug: 'bitcoin' },
    { code: 'eth', title: 'Ethereum', slug: 'ethereum' },
  ],
  votes: { negative: 1, positive: 5, important: 2, liked: 3, disliked: 0, lol: 0, toxic: 0, saved: 1, comments: 0 },
});

const good = {
  next: `https://cryptopanic.com/api/developer/v2/posts/?auth_token=${apiToken}&page=2`,
  previous: null,
  results: [post(11, 'Fees fall after the upgrade'), post(12, 'Miner opens plant in Brenn')],
};

const change = (body: string, edit: (rows: unknown[]) => unknown[]): string => {
  const answer = JSON.parse(body) as typeof good;
  return JSON.stringify({ ...answer, results: edit(answer.results) });
};

describeFaults({
  name: 'cryptoPanic',
  make: (baseUrl, options) => cryptoPanic({ apiToken, baseUrl, ...options }),
  good: () => JSON.stringify(good),
  contentType: 'application/json',
  secrets: [apiToken],
  dates: { format: 'iso', fields: ['published_at'] },
  lists: { twice: (body) => change(body, (rows) => [...rows, ...rows]), none: (body) => change(body, () => []) },
});

const reading = async (answer: unknown, options = {}) => {
  const asked: string[] = [];
  const source = cryptoPanic({
    apiToken,
    ...options,
    fetch: async (url) => {
      asked.push(String(url));
      return Response.json(answer);
    },
  });
  return { asked, items: await readSource(source, { instruments: { BTC: ['x:BTC/USDT'], ETH: ['x:ETH/USDT'] } }) };
};

it('reads posts with assets and votes', async () => {
  const { asked, items } = await reading(good, { currencies: ['btc', 'ETH'], filter: 'hot' });
  expect(asked).toEqual([
    `https://cryptopanic.com/api/developer/v2/posts/?auth_token=${apiToken}&currencies=BTC%2CETH&filter=hot`,
  ]);
  expect(items[0]).toMatchObject({
    guid: '11',
    assets: ['BTC', 'ETH'],
    instrumentIds: ['x:BTC/USDT', 'x:ETH/USDT'],
    content: { outlet: 'example.org', url: 'https://example.org/11', votes: { positive: 5, negative: 1, comments: 0 } },
  });
});

it('reads posts of version 1', async () => {
  const old = {
    id: 3,
    title: 'Old',
    currencies: [{ code: 'BTC' }],
    url: 'https://cryptopanic.com/news/3',
    votes: { lol: -1 },
  };
  const { items } = await reading({ count: 1, results: [old] });
  expect(items[0]).toMatchObject({ assets: ['BTC'], guid: '3', content: { title: 'Old', url: old.url } });
  expect(items[0]?.content).not.toHaveProperty('votes');
});

it.each([{ plan: '../v1' }, { currencies: ['B C'] }, { baseUrl: 'http://example.org/api' }, { apiToken: '' }])(
  'refuses %o',
  (options) => {
    expect(() => cryptoPanic({ apiToken, ...options })).toThrow(InvalidOptionsError);
  },
);
