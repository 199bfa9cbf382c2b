import { InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { readSource } from '../internal/sources/read-source';
import { coinDesk, cointelegraph, decrypt } from './feeds';
import { rssSource } from './rss-source';

const nowMs = Date.UTC(2026, 10, 22, 12);
const clock = { nowMs: () => nowMs, after: () => () => undefined };

const answering =
  (body: string, headers: Record<string, string> = {}) =>
  async () =>
    new Response(body, { headers });

const read = (body: string) =>
  readSource(rssSource({ id: 'feed', url: 'https://example.org/feed', fetch: answering(body) }), { clock });

const rss = (inner: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>${inner}</channel></rss>`;

describe('rssSource', () => {
  it('reads RSS 2.0: entities, CDATA, HTML, categories, links', async () => {
    const items = await read(
      rss(
        '<item><title>Fees &amp; rates fall</title><guid isPermaLink="false">n-1</guid><link>https://example.org/1?a=1&amp;b=2</link>' +
          '<pubDate>Sun, 22 Nov 2026 06:00:00 EST</pubDate><category>Markets</category><category>Markets</category>' +
          '<description><![CDATA[<p>Fees <b>fell</b>.</p><script>x()</script>]]></description></item>' +
          '<item><title><![CDATA[It&#8217;s here]]></title><link>https://example.org/2</link><description>It’s here</description></item>',
      ),
    );
    expect(items).toMatchObject([
      {
        kind: 'news',
        source: 'feed',
        trust: 'listed',
        guid: 'n-1',
        publishedAtMs: Date.UTC(2026, 10, 22, 11),
        receivedAtMs: nowMs,
        dateProblem: undefined,
        content: {
          title: 'Fees & rates fall',
          summary: 'Fees fell.',
          url: 'https://example.org/1?a=1&b=2',
          categories: ['Markets'],
        },
      },
      { guid: 'https://example.org/2', content: { title: 'It’s here', url: 'https://example.org/2' } },
    ]);
    expect(items[1]?.content).not.toHaveProperty('summary');
    expect(items[0]?.id).toBe(`feed:${items[0]?.contentHash.slice(0, 16)}`);
  });

  it('reads Atom: links by their rel, xhtml, updated where nothing was published', async () => {
    const items = await read(
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><id>urn:1</id><title type="html">A &amp;lt; B</title>' +
        '<link rel="self" href="https://example.org/self"/><link href="https://example.org/1"/>' +
        '<updated>2026-11-22T10:00:00+02:00</updated><category term="Bitcoin"/>' +
        '<content type="xhtml"><div>One <b>two</b></div></content></entry></feed>',
    );
    expect(items).toMatchObject([
      {
        guid: 'urn:1',
        publishedAtMs: Date.UTC(2026, 10, 22, 8),
        content: { title: 'A < B', summary: 'One two', url: 'https://example.org/1', categories: ['Bitcoin'] },
      },
    ]);
  });

  it('reads RSS 1.0, whose items stand beside the channel', async () => {
    const items = await read(
      '<rdf:RDF xmlns:rdf="r" xmlns="p" xmlns:dc="d"><channel><title>F</title></channel>' +
        '<item rdf:about="https://example.org/1"><title>One</title><dc:date>2026-11-22T10:00:00Z</dc:date></item></rdf:RDF>',
    );
    expect(items).toMatchObject([{ guid: 'https://example.org/1', content: { title: 'One' } }]);
  });

  it('takes no link that a browser would run', async () => {
    const items = await read(rss('<item><title>x</title><link>javascript:alert(1)</link></item>'));
    expect(items[0]?.content).toEqual({ title: 'x' });
  });

  it('asks for changes only, and begins anew after an answer that was broken', async () => {
    const seen: (string | null)[][] = [];
    const bodies = [rss('<item><title>One</title></item>'), '', '<rss', rss('')];
    let look = 0;
    const source = rssSource({
      id: 'feed',
      url: 'https://example.org/feed',
      fetch: async (_, init) => {
        const headers = new Headers(init?.headers);
        seen.push([headers.get('if-none-match'), headers.get('if-modified-since')]);
        const body = bodies[look++] ?? '';
        if (body === '') return new Response(null, { status: 304 });
        return new Response(body, { headers: { etag: `"${look}"`, 'last-modified': 'Sun, 22 Nov 2026 00:00:00 GMT' } });
      },
    });
    const open = source.open();
    const call = { signal: new AbortController().signal, clock };
    expect((await open.poll(call)).drafts).toHaveLength(1);
    expect(await open.poll(call)).toEqual({ drafts: [], refused: [], leftOut: 0, isUnchanged: true });
    await expect(open.poll(call)).rejects.toMatchObject({ code: 'MALFORMED' });
    await open.poll(call);
    const known = ['"1"', 'Sun, 22 Nov 2026 00:00:00 GMT'];
    expect(seen).toEqual([[null, null], known, known, known]);
    // Another subscription knows nothing.
    look = 0;
    await source.open().poll(call);
    expect(seen.at(-1)).toEqual([null, null]);
  });

  it('refuses an item without a title and reads the others', async () => {
    const source = rssSource({
      id: 'feed',
      url: 'https://example.org/feed',
      fetch: answering(rss('<item><guid>1</guid></item><item><title>Two</title></item>')),
    });
    const answer = await source.open().poll({ signal: new AbortController().signal, clock });
    expect(answer.drafts.map(({ text }) => text)).toEqual(['Two']);
    expect(answer.refused).toEqual([{ code: 'NO_TITLE', problem: 'an item has no title' }]);
  });

  it('refuses what is XML and no feed', async () => {
    await expect(read('<html><body>Hello</body></html>')).rejects.toMatchObject({
      code: 'UNEXPECTED_SHAPE',
      message: 'feed: the answer is no feed but <html>.',
    });
  });

  it.each([
    [{ id: 'a b', url: 'https://example.org' }, 'INVALID_OPTIONS'],
    [{ id: 'a', url: 'feed.xml' }, 'INVALID_URL'],
    [{ id: 'a', url: 'file:///etc/passwd' }, 'INVALID_URL'],
    [{ id: 'a', url: 'https://user:pass@example.org' }, 'CREDENTIAL_IN_URL'],
    [{ id: 'a', url: 'https://example.org', userAgent: 'a\r\nb: c' }, 'INVALID_OPTIONS'],
    [{ id: 'a', url: 'https://example.org', maximumItems: 0 }, 'INVALID_OPTIONS'],
  ])('refuses %o', (options, code) => {
    expect(() => rssSource(options)).toThrow(InvalidOptionsError);
    expect(() => rssSource(options)).toThrow(expect.objectContaining({ code }));
  });
});

it.each([
  [coinDesk, 'coindesk', 'https://www.coindesk.com/arc/outboundfeeds/rss/'],
  [cointelegraph, 'cointelegraph', 'https://cointelegraph.com/rss'],
  [decrypt, 'decrypt', 'https://decrypt.co/feed'],
])('%o knows where its feed is', async (preset, id, url) => {
  const asked: string[] = [];
  const source = preset({
    fetch: async (address) => {
      asked.push(String(address));
      return new Response(rss(''));
    },
  });
  expect(source.id).toBe(id);
  expect(await readSource(source)).toEqual([]);
  expect(asked).toEqual([url]);
});
