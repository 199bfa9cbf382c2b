import { z } from 'zod';
import { secretHider } from '../internal/http/hide-secrets';
import { type HttpOptions, httpFields, idField, paceOf, readUrl } from '../internal/http/http-options';
import { excerpt, type HttpAnswer, type HttpSettings, httpRequest } from '../internal/http/http-request';
import { parseSourceOptions } from '../internal/http/parse-source-options';
import { readRows, unexpectedShape } from '../internal/sources/read-rows';
import type { Source, SourceAnswer, SourceTrust } from '../internal/sources/source';
import { sourceError } from '../internal/sources/source-error';
import { parseXml, XmlFault } from '../internal/xml/parse-xml';
import { feedRows, readFeedRow } from './read-feed';

export interface RssSourceOptions extends HttpOptions {
  readonly id: string;
  readonly url: string;
  /** Defaults to `"news"`. */
  readonly kind?: 'news' | 'social' | undefined;
  /** Defaults to `"listed"`: you chose the feed. */
  readonly trust?: SourceTrust | undefined;
}

const schema = z.strictObject({
  id: idField(),
  url: z.string().min(1),
  kind: z.enum(['news', 'social']).default('news'),
  trust: z.enum(['measured', 'listed', 'untrusted']).default('listed'),
  ...httpFields(),
});

const rootOf = ({ source, hide }: HttpSettings, { text }: HttpAnswer) => {
  try {
    return parseXml(text);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    const why = `the answer is no XML, ${hide(error.message)}: ${excerpt(text, hide)}`;
    throw sourceError(source, 'MALFORMED', why, { isRetryable: true });
  }
};

/** What a server sent to know an unchanged answer by. */
const conditionsOf = (headers: Headers): Record<string, string> => {
  const [tag, modified] = [headers.get('etag'), headers.get('last-modified')];
  return {
    ...(tag === null ? {} : { 'if-none-match': tag }),
    ...(modified === null ? {} : { 'if-modified-since': modified }),
  };
};

/**
 * A feed of RSS 2.0, RSS 1.0 or Atom 1.0.
 *
 * Content of an item: `{ title, summary?, url?, categories? }` as plain text. An answer that has not changed since the last one is not sent
 * again (ETag, Last-Modified). Read strictly and without expanding entities; an item without a title is refused and the others count.
 *
 * - Units: `publishedAtMs` in ms since the epoch, UTC; `undefined` for a date that is missing, is none, or has a zone that is ambiguous.
 * - State: per subscription, what the server sent to know the answer by.
 *
 * Source: RSS Advisory Board, RSS 2.0 Specification; Nottingham and Sayre 2005, RFC 4287; Fielding et al. 2022, RFC 9110, section 13.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { readSource, rssSource } from '@sigmax/adapters/news';
 * const feed = '<rss version="2.0"><channel><item><title>Fees &amp; rates</title><guid>1</guid></item></channel></rss>';
 * const source = rssSource({ id: 'example', url: 'https://example.org/feed', fetch: async () => new Response(feed) });
 * const [item] = await readSource(source);
 * item?.content; // => { title: 'Fees & rates' }
 * item?.dateProblem; // => 'missing'
 * ```
 */
export const rssSource = (options: RssSourceOptions): Source => {
  const { id, url, kind, trust, maximumItems, ...http } = parseSourceOptions(schema, options, 'rssSource');
  const address = readUrl('rssSource', 'url', url, false);
  const settings: HttpSettings = { ...http, fetch: http.fetch, source: id, hide: secretHider([]) };
  return {
    id,
    trust,
    ...paceOf(http),
    open: () => {
      let conditions: Record<string, string> = {};
      return {
        poll: async (call): Promise<SourceAnswer> => {
          const accept = 'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1';
          const answer = await httpRequest({ url: address, headers: { accept, ...conditions } }, settings, call);
          if (answer.status === 304) return { drafts: [], refused: [], leftOut: 0, isUnchanged: true };
          const root = rootOf(settings, answer);
          const rows = feedRows(root);
          if (rows === undefined) throw unexpectedShape(id, `the answer is no feed but <${root.name.slice(0, 40)}>`);
          const read = readRows(id, rows, maximumItems, (row) => readFeedRow(kind, row));
          // Only once it could be read: a broken answer must not count as known.
          conditions = conditionsOf(answer.headers);
          return read;
        },
      };
    },
  };
};
