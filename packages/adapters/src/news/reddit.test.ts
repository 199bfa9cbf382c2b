import { InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { readSource } from '../internal/sources/read-source';
import { describeFaults } from '../internal/sources/source-faults.test-helper';
import { virtualClock } from '../internal/virtual-clock.test-helper';
import { reddit } from './reddit';

const clientId = 'client-id-1234';
const clientSecret = 'secret/c0ffee+5678';
const token = 'token.c0ffee-9999';
const own = { clientId, clientSecret, userAgent: 'test:bot:1.0 (by /u/nobody)', subreddits: ['Bitcoin', 'ethereum'] };

const post = (id: string, title: string) => ({
  kind: 't3',
  data: {
    id,
    name: `t3_${id}`,
    title,
    selftext: `I think that ${title}`,
    subreddit: 'Bitcoin',
    permalink: `/r/Bitcoin/comments/${id}/x/`,
    created_utc: 1_795_345_200,
    score: 17,
    num_comments: 4,
    upvote_ratio: 0.83,
    stickied: false,
    author: 'nobody',
  },
});

const listing = {
  kind: 'Listing',
  data: { after: null, children: [post('a', 'Fees fall after the upgrade'), post('b', 'My node fell behind again')] },
};
const tokenAnswer = { access_token: token, token_type: 'bearer', expires_in: 86_400, scope: '*' };

const isTokenRequest = (url: string): boolean => url.includes('access_token');

const change = (body: string, edit: (rows: unknown[]) => unknown[]): string => {
  const answer = JSON.parse(body) as typeof listing;
  return JSON.stringify({ ...answer, data: { ...answer.data, children: edit(answer.data.children) } });
};

const subject = {
  make: (url: string, options: object) => reddit({ ...own, baseUrl: url, tokenUrl: url, ...options }),
  good: ({ url }: { readonly url: string }) => JSON.stringify(isTokenRequest(url) ? tokenAnswer : listing),
  contentType: 'application/json; charset=UTF-8',
  secrets: [clientSecret, clientId, token],
};

describeFaults({
  ...subject,
  name: 'reddit, its posts',
  isExempt: ({ url }) => isTokenRequest(url),
  dates: { format: 'seconds', fields: ['created_utc'] },
  lists: { twice: (body) => change(body, (rows) => [...rows, ...rows]), none: (body) => change(body, () => []) },
});

describeFaults({ ...subject, name: 'reddit, its tokens', isExempt: ({ url }) => !isTokenRequest(url) });

/** Reddit as it is told: each answer is a status. */
const scripted = (statuses: readonly number[]) => {
  const asked: string[] = [];
  let posts = 0;
  let tokens = 0;
  const source = reddit({
    ...own,
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      if (isTokenRequest(String(url))) {
        asked.push(`token ${init?.method} ${headers.get('authorization')} ${String(init?.body)}`);
        return Response.json({ ...tokenAnswer, access_token: `t${++tokens}`, expires_in: 3_600 });
      }
      asked.push(`${String(url)} ${headers.get('authorization')}`);
      return Response.json(listing, { status: statuses[posts++] ?? 200 });
    },
  });
  return { asked, source };
};

describe('reddit', () => {
  it('signs in and reads posts', async () => {
    const { asked, source } = scripted([]);
    const items = await readSource(source);
    expect(asked).toEqual([
      `token POST Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')} grant_type=client_credentials`,
      'https://oauth.reddit.com/r/Bitcoin+ethereum/new?limit=100&raw_json=1 Bearer t1',
    ]);
    expect(items[0]).toMatchObject({
      kind: 'social',
      trust: 'untrusted',
      guid: 't3_a',
      content: {
        title: 'Fees fall after the upgrade',
        url: 'https://www.reddit.com/r/Bitcoin/comments/a/x/',
        score: 17,
        comments: 4,
        upvoteRatio: 0.83,
      },
    });
  });

  it('keeps its token until shortly before it ends', async () => {
    const { asked, source } = scripted([]);
    const clock = virtualClock();
    const open = source.open();
    const call = { signal: new AbortController().signal, clock };
    for (const waitMs of [0, 3_000_000, 500_000, 100_000]) {
      clock.jump(waitMs);
      await open.poll(call);
    }
    expect(asked.map((one) => one.split(' ').at(-1))).toEqual([
      'grant_type=client_credentials',
      't1',
      't1',
      't1',
      'grant_type=client_credentials',
      't2',
    ]);
  });

  it('asks for a new token once when an old one is refused, and no more', async () => {
    const { asked, source } = scripted([200, 401, 200, 401, 401]);
    const open = source.open();
    const call = { signal: new AbortController().signal, clock: virtualClock() };
    await open.poll(call);
    await open.poll(call);
    expect(asked).toHaveLength(5);
    await expect(open.poll(call)).rejects.toMatchObject({ code: 'UNAUTHORISED', isRetryable: false });
    expect(asked).toHaveLength(8);
  });

  it('shows nothing of an answer with a token that cannot be read', async () => {
    const fetch = async () => new Response(`{"access_token":"${token}"`);
    await expect(readSource(reddit({ ...own, fetch }))).rejects.toMatchObject({
      code: 'MALFORMED',
      message: 'reddit: the answer is no JSON: something that is not shown.',
    });
  });

  it.each([
    { subreddits: [] },
    { subreddits: ['../api'] },
    { userAgent: 'bot' },
    { baseUrl: 'http://example.org' },
    { tokenUrl: 'http://example.org' },
    { clientSecret: '' },
  ])('refuses %o', (options) => {
    expect(() => reddit({ ...own, ...options })).toThrow(InvalidOptionsError);
  });
});
