import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { readSource } from '../internal/sources/read-source';
import { describeFaults } from '../internal/sources/source-faults.test-helper';
import { newsApi } from './news-api';

const apiKey = 'key+c0ffee/1234=';

const article = (place: number, title: string) => ({
  source: { id: null, name: 'Example Wire' },
  author: 'A. Writer',
  title,
  description: `<p>More on: ${title}</p>`,
  url: `https://example.org/${place}`,
  urlToImage: null,
  publishedAt: '2026-11-22T11:00:00Z',
  content: `${title} … [+1200 chars]`,
});

const good = {
  status: 'ok',
  totalResults: 2,
  articles: [article(1, 'Fees fall after the upgrade'), article(2, 'Miner opens plant in Brenn')],
};

const change = (body: string, edit: (rows: unknown[]) => unknown[]): string => {
  const answer = JSON.parse(body) as typeof good;
  return JSON.stringify({ ...answer, articles: edit(answer.articles) });
};

describeFaults({
  name: 'newsApi',
  make: (baseUrl, options) => newsApi({ apiKey, query: 'bitcoin', baseUrl, ...options }),
  good: () => JSON.stringify(good),
  contentType: 'application/json',
  secrets: [apiKey],
  dates: { format: 'iso', fields: ['publishedAt'] },
  lists: { twice: (body) => change(body, (rows) => [...rows, ...rows]), none: (body) => change(body, () => []) },
});

const reading = (answer: unknown, options = {}) => {
  const asked: [string, Headers][] = [];
  const source = newsApi({
    apiKey,
    query: 'bitcoin OR "ether"',
    ...options,
    fetch: async (url, init) => {
      asked.push([String(url), new Headers(init?.headers)]);
      return Response.json(answer);
    },
  });
  return { asked, source };
};

it('asks for the latest articles, the key in a header and not in the address', async () => {
  const { asked, source } = reading(good, { domains: ['example.org', 'example.com'] });
  const items = await readSource(source);
  const [[url = '', headers] = []] = asked;
  expect(url).toBe(
    'https://newsapi.org/v2/everything?q=bitcoin+OR+%22ether%22&language=en&domains=example.org%2Cexample.com&sortBy=publishedAt&pageSize=100',
  );
  expect(headers?.get('x-api-key')).toBe(apiKey);
  expect(items[0]).toMatchObject({
    kind: 'news',
    source: 'newsapi',
    trust: 'untrusted',
    guid: 'https://example.org/1',
    content: { title: 'Fees fall after the upgrade', outlet: 'Example Wire', url: 'https://example.org/1' },
  });
  expect(source.minimumEveryMs).toBe(900_000);
});

it('leaves out what an outlet took back', async () => {
  const { source } = reading({ ...good, articles: [article(1, '[Removed]'), article(2, 'Kept')] });
  expect((await readSource(source)).map(({ guid }) => guid)).toEqual(['https://example.org/2']);
});

it.each([
  ['apiKeyInvalid', 'UNAUTHORISED', false],
  ['apiKeyExhausted', 'RATE_LIMITED', true],
  ['rateLimited', 'RATE_LIMITED', true],
  ['parameterInvalid', 'REFUSED', false],
  ['constructor', 'REFUSED', false],
])('%s is %s', async (code, expected, isRetryable) => {
  const { source } = reading({ status: 'error', code, message: `your key ${apiKey} is wrong` });
  await expect(readSource(source)).rejects.toMatchObject({ code: expected, isRetryable });
});

it('shows no key in what it says of its options', () => {
  for (const wrong of [{ apiKey: `${apiKey}\n` }, { apiKey: { apiKey } }, { apikey: apiKey }, { baseUrl: apiKey }]) {
    const make = () => newsApi({ apiKey, query: 'x', ...wrong } as never);
    expect(make).toThrow(InvalidOptionsError);
    expect(make).toThrow(expect.objectContaining({ message: expect.not.stringContaining('c0ffee') }));
  }
});

it('sends no key over an open line', () => {
  expect(() => newsApi({ apiKey, query: 'x', baseUrl: 'http://example.org' })).toThrow(InvalidOptionsError);
});
