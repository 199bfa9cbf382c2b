import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type Random, SigmaxError, seededRandom, systemClock } from '@sigmax/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { profileSeed, share } from '../testing-profile.test-helper';
import { type Asked, type LoopbackServer, loopbackServer, type Serve } from './loopback-server.test-helper';
import {
  addFields,
  changeDates,
  changeLeaves,
  countLeaves,
  type DateFault,
  type DateFormat,
  faultyTimesMs,
  goodTimeMs,
} from './mutate-body.test-helper';
import { pollSources, type SourceEvent } from './poll-sources';
import { readSource } from './read-source';
import type { Source } from './source';
import { SourceError, type SourceErrorCode } from './source-error';
import { contentHash, type SourceItem } from './source-item';

/** A source that all faults are tried on. */
export interface FaultSubject {
  readonly name: string;
  /** Makes it, asking this server. */
  make(url: string, options: { readonly maximumBytes: number }): Source;
  /** What the server answers while nothing is wrong. All times in it are `goodTimeMs`. */
  good(asked: Asked): string;
  readonly contentType: string;
  /** Requests that are answered well whatever the fault. */
  isExempt?(asked: Asked): boolean;
  /** What no error may show. */
  readonly secrets: readonly string[];
  readonly dates?: { readonly format: DateFormat; readonly fields: readonly string[] };
  /** The body with every row twice, and with none; for a source of lists. */
  readonly lists?: { twice(body: string): string; none?(body: string): string };
}

const nowMs = Date.UTC(2026, 10, 22, 12);
const clock = { nowMs: () => nowMs, after: systemClock.after };
const timeoutMs = 300;
const maximumBytes = 200_000;

type Outcome = { readonly items: readonly SourceItem[] } | { readonly error: SourceError };

const isItems = (outcome: Outcome): outcome is { readonly items: readonly SourceItem[] } => 'items' in outcome;

const send = (response: ServerResponse, body: string | Buffer, headers: Record<string, string>, status = 200): void => {
  response.writeHead(status, headers);
  response.end(body);
};

const page =
  '<!doctype html><html><head><title>Just a moment</title></head><body><h1>Oops &nbsp;</h1><br></body></html>';

const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));

/** Everything that a server can see of a client, thrown back at it. */
const echo = ({ url, headers, body }: Asked): string => JSON.stringify({ url, headers, body });

const endless = (response: ServerResponse, headers: Record<string, string>): void => {
  response.writeHead(200, headers);
  const chunk = Buffer.alloc(16_384, ' ');
  const pump = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', pump);
  pump();
};

interface TransportFault {
  readonly name: string;
  readonly serve: (asked: Asked, response: ServerResponse, body: string, headers: Record<string, string>) => void;
  /** The codes that it may end with; `same` where nothing is lost. */
  readonly expected: readonly SourceErrorCode[] | 'same';
  readonly isRetryable?: boolean;
  readonly retryAfterMs?: number;
}

/** What can happen to an answer on its way, the same for every source. */
const transportFaults: readonly TransportFault[] = [
  {
    name: '429 with Retry-After',
    serve: (asked, response) => send(response, echo(asked), { 'retry-after': '7' }, 429),
    expected: ['RATE_LIMITED'],
    isRetryable: true,
    retryAfterMs: 7_000,
  },
  {
    name: '429 with nothing',
    serve: (_, response) => send(response, '', {}, 429),
    expected: ['RATE_LIMITED'],
    isRetryable: true,
  },
  {
    name: '401 that shows the request',
    serve: (asked, response) => send(response, echo(asked), {}, 401),
    expected: ['UNAUTHORISED'],
    isRetryable: false,
  },
  {
    name: '403 that shows the request',
    serve: (asked, response) => send(response, echo(asked), {}, 403),
    expected: ['FORBIDDEN'],
    isRetryable: false,
  },
  { name: '404', serve: (_, response) => send(response, 'gone', {}, 404), expected: ['NOT_FOUND'], isRetryable: false },
  { name: '400', serve: (asked, response) => send(response, echo(asked), {}, 400), expected: ['REFUSED'] },
  {
    name: '500',
    serve: (asked, response) => send(response, echo(asked), {}, 500),
    expected: ['SERVER_FAILED'],
    isRetryable: true,
  },
  {
    name: '503 with a date in Retry-After',
    serve: (_, response) => send(response, '', { 'retry-after': new Date(nowMs + 2_000).toUTCString() }, 503),
    expected: ['SERVER_FAILED'],
    isRetryable: true,
    retryAfterMs: 2_000,
  },
  {
    name: 'a page of a proxy, status 502',
    serve: (_, response) => send(response, page, { 'content-type': 'text/html' }, 502),
    expected: ['SERVER_FAILED'],
  },
  {
    name: 'a page of a proxy, status 200',
    serve: (_, response) => send(response, page, { 'content-type': 'text/html' }),
    expected: ['MALFORMED', 'UNEXPECTED_SHAPE'],
  },
  {
    name: 'a text that ends early',
    serve: (_, response, body, headers) => send(response, body.slice(0, Math.floor(body.length * 0.6)), headers),
    expected: ['MALFORMED'],
    isRetryable: true,
  },
  {
    name: 'nothing at all',
    serve: (_, response, _body, headers) => send(response, '', headers),
    expected: ['MALFORMED'],
  },
  {
    name: 'null',
    serve: (_, response, _body, headers) => send(response, 'null', headers),
    expected: ['MALFORMED', 'UNEXPECTED_SHAPE'],
  },
  {
    name: 'a body without end',
    serve: (_, response, _body, headers) => endless(response, headers),
    expected: ['TOO_LARGE'],
  },
  {
    name: 'a packed body that unpacks to 50 MB',
    serve: (_, response, _body, headers) => send(response, bomb, { ...headers, 'content-encoding': 'gzip' }),
    expected: ['TOO_LARGE'],
  },
  {
    name: 'a slow drip',
    serve: (_, response, body, headers) => {
      response.writeHead(200, headers);
      let at = 0;
      const timer = setInterval(() => response.write(body[at++] ?? ' '), 20);
      response.on('close', () => clearInterval(timer));
    },
    expected: ['TIMED_OUT'],
    isRetryable: true,
  },
  { name: 'silence', serve: () => undefined, expected: ['TIMED_OUT'], isRetryable: true },
  {
    name: 'redirects in a circle',
    serve: ({ url }, response) => send(response, '', { location: url }, 302),
    expected: ['REDIRECTED'],
    isRetryable: false,
  },
  {
    name: 'a redirect to another host',
    serve: ({ url }, response) => send(response, '', { location: `http://169.254.169.254${url}` }, 301),
    expected: ['REDIRECTED'],
    isRetryable: false,
  },
  { name: 'a redirect to nowhere', serve: (_, response) => send(response, '', {}, 307), expected: ['REDIRECTED'] },
  {
    name: 'half a body and the end of the connection',
    serve: (_, response, body, headers) => {
      response.writeHead(200, { ...headers, 'content-length': String(body.length * 2) });
      response.write(body, () => response.destroy());
    },
    expected: ['UNREACHABLE'],
    isRetryable: true,
  },
  {
    name: 'a connection that is reset',
    serve: (_, response) => void response.socket?.resetAndDestroy(),
    expected: ['UNREACHABLE'],
    isRetryable: true,
  },
  {
    name: 'bytes that look like TLS',
    serve: (_, response) => {
      response.socket?.end(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03, 0x0d, 0x0a]));
    },
    expected: ['UNREACHABLE'],
    isRetryable: true,
  },
  {
    name: 'what says that it is packed and is not',
    serve: (_, response, body, headers) => send(response, body, { ...headers, 'content-encoding': 'gzip' }),
    expected: ['UNREACHABLE'],
    isRetryable: true,
  },
  {
    name: 'nesting without end',
    serve: (_, response, body, headers) =>
      send(response, (body.trimStart().startsWith('<') ? '<a>' : '[').repeat(50_000), headers),
    expected: ['MALFORMED'],
  },
  {
    name: 'packed with gzip',
    serve: (_, response, body, headers) => send(response, gzipSync(body), { ...headers, 'content-encoding': 'gzip' }),
    expected: 'same',
  },
  {
    name: 'a byte order mark',
    serve: (_, response, body, headers) => send(response, `\ufeff${body}`, headers),
    expected: 'same',
  },
  {
    name: 'the wrong content type',
    serve: (_, response, body) => send(response, body, { 'content-type': 'image/png' }),
    expected: 'same',
  },
  { name: 'no content type', serve: (_, response, body) => send(response, body, {}), expected: 'same' },
  {
    name: 'a redirect on the same host',
    serve: ({ url, method }, response, body, headers) => {
      const isBack = url.includes('moved=1') || method === 'POST';
      if (isBack) send(response, body, headers);
      else send(response, '', { location: `${url}${url.includes('?') ? '&' : '?'}moved=1` }, 308);
    },
    expected: 'same',
  },
];

interface BodyFault {
  readonly name: string;
  /** Bodies that are served one after the other. */
  bodies(body: string): readonly string[];
  readonly expected: 'same' | 'subset';
}

const mostBodies = 60;

const everyLeaf = (body: string, change: (value: unknown) => never): readonly string[] =>
  Array.from({ length: Math.min(mostBodies, countLeaves(body)) }, (_, place) =>
    changeLeaves(body, (value, _key, at) => (at === place ? change(value) : value)),
  );

/** What can be wrong in JSON that is well-formed. */
const jsonFaults: readonly BodyFault[] = [
  {
    name: 'unknown fields',
    bodies: (body) => [addFields(body, 'zz_unknown', { a: ['injected'] })],
    expected: 'same',
  },
  {
    name: 'fields of the prototype',
    bodies: (body) => [
      body.replaceAll('{', '{"__proto__":{"title":"injected","polluted":1},"constructor":7,').replaceAll(',}', '}'),
    ],
    expected: 'same',
  },
  { name: 'null in each field', bodies: (body) => everyLeaf(body, () => null as never), expected: 'subset' },
  { name: 'each field gone', bodies: (body) => everyLeaf(body, () => undefined as never), expected: 'subset' },
  { name: 'a list in each field', bodies: (body) => everyLeaf(body, () => [] as never), expected: 'subset' },
  { name: 'a huge number in each field', bodies: (body) => everyLeaf(body, () => 1e308 as never), expected: 'subset' },
  {
    name: 'numbers as text, all of them',
    bodies: (body) => [changeLeaves(body, (value) => (typeof value === 'number' ? String(value) : value))],
    expected: 'subset',
  },
  {
    name: 'words where numbers should be',
    bodies: (body) => [changeLeaves(body, (value) => (typeof value === 'number' ? 'NaN' : value))],
    expected: 'subset',
  },
];

const element = /<([\w:]+)[^<>]*>[^<]*<\/\1>/g;

/** The body with its elements without children changed, one in each. */
const everyElement = (body: string, change: (element: string, name: string) => string): readonly string[] =>
  [...body.matchAll(element)]
    // What is inside of texts is no element of the feed.
    .filter(({ 1: name }) => name !== 'p')
    .slice(0, mostBodies)
    .map(
      ({ index, 0: whole, 1: name = '' }) =>
        body.slice(0, index) + change(whole, name) + body.slice(index + whole.length),
    );

/** What can be wrong in XML that is well-formed. */
const xmlFaults: readonly BodyFault[] = [
  {
    name: 'unknown elements and attributes',
    bodies: (body) => [
      body
        .replaceAll('</item>', '<zz:unknown a="1">injected<b/></zz:unknown></item>')
        .replaceAll('</entry>', '<zz:unknown a="1">injected<b/></zz:unknown></entry>')
        .replaceAll('<title>', '<title zz="injected">'),
    ],
    expected: 'same',
  },
  {
    name: 'nothing in each element',
    bodies: (body) => everyElement(body, (_, name) => `<${name}/>`),
    expected: 'subset',
  },
  { name: 'each element gone', bodies: (body) => everyElement(body, () => ''), expected: 'subset' },
  { name: 'each element twice', bodies: (body) => everyElement(body, (whole) => whole + whole), expected: 'subset' },
];

/** The body with a few characters that are others. */
const garbled = (body: string, random: Random): string => {
  let text = body;
  for (let change = random.integer(4); change >= 0; change--) {
    const at = random.integer(text.length);
    text =
      text.slice(0, at) +
      '<>&"\'{}[]:,\\/\u0000\ud800\u20ac9 -x'.charAt(random.integer(22)) +
      text.slice(at + random.integer(3));
  }
  return text;
};

const leaves = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];

/** What is so whatever happened. */
const requireHonest = (outcome: Outcome, subject: FaultSubject): void => {
  if (!isItems(outcome)) {
    const { error } = outcome;
    expect(error).toBeInstanceOf(SourceError);
    const all = `${error.message} ${error.stack} ${JSON.stringify(error.context)} ${String(error.cause)}`;
    for (const secret of subject.secrets) {
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
        expect(all).not.toContain(form);
      }
    }
    expect(error.message.length).toBeLessThan(700);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    return;
  }
  for (const item of outcome.items) {
    expect(item.receivedAtMs).toBe(nowMs);
    expect(item.contentHash).toBe(contentHash(item.content));
    expect(item.publishedAtMs === undefined || Number.isFinite(item.publishedAtMs)).toBe(true);
    for (const leaf of leaves(item.content)) {
      expect(leaf === undefined || (typeof leaf === 'number' && !Number.isFinite(leaf))).toBe(false);
      for (const secret of subject.secrets) expect(String(leaf)).not.toContain(secret);
    }
  }
};

/** Tries every fault on a source, against a server on the loopback. */
export const describeFaults = (subject: FaultSubject): void => {
  describe(`${subject.name}, against a server that fails`, () => {
    const headers = { 'content-type': subject.contentType };
    const isJson = subject.contentType.includes('json');
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown): void => void rejections.push(reason);
    let server: LoopbackServer;
    let baseline: readonly SourceItem[] = [];

    const well: Serve = (asked, response) => send(response, subject.good(asked), headers);

    /** What a source gives while a server does this. */
    const under = async (serve: (asked: Asked, response: ServerResponse, body: string) => void): Promise<Outcome> => {
      server.serve((asked, response) => {
        if (subject.isExempt?.(asked) === true) well(asked, response);
        else serve(asked, response, subject.good(asked));
      });
      let outcome: Outcome;
      try {
        outcome = { items: await readSource(subject.make(server.url, { maximumBytes }), { clock, timeoutMs }) };
      } catch (error) {
        if (!SigmaxError.isInstance(error)) throw error;
        outcome = { error: error as SourceError };
      }
      requireHonest(outcome, subject);
      return outcome;
    };

    const requireSame = (outcome: Outcome): void => {
      expect(outcome).toEqual({ items: baseline });
    };

    /** Nothing in it that is not in what the server says. */
    const requireSubset = (outcome: Outcome): void => {
      if (!isItems(outcome)) return;
      const answers = isJson ? server.asked.slice(-20).map((asked) => JSON.parse(subject.good(asked)) as unknown) : [];
      const known = new Set([...baseline.map(({ content }) => content), ...answers].flatMap(leaves));
      const rare = outcome.items.flatMap(({ content }) => leaves(content)).filter((leaf) => !known.has(leaf));
      // The number that was put in is what the source said.
      expect(rare.filter((leaf) => !String(leaf).includes('e+30'))).toEqual([]);
    };

    beforeAll(async () => {
      process.on('unhandledRejection', onRejection);
      server = await loopbackServer(well);
      const outcome = await under((asked, response) => well(asked, response));
      baseline = isItems(outcome) ? outcome.items : [];
    });
    afterEach(() => expect(rejections).toEqual([]));
    afterAll(async () => {
      process.off('unhandledRejection', onRejection);
      await server.close();
    });

    it('gives items while nothing is wrong', () => {
      expect(baseline.length).toBeGreaterThan(0);
      expect(subject.dates === undefined || baseline.every(({ publishedAtMs }) => publishedAtMs === goodTimeMs)).toBe(
        true,
      );
    });

    it.each(transportFaults)('$name', async ({ serve, expected, isRetryable, retryAfterMs }) => {
      const outcome = await under((asked, response, body) => serve(asked, response, body, headers));
      if (expected === 'same') {
        requireSame(outcome);
        return;
      }
      if (isItems(outcome)) throw new Error(`${outcome.items.length} items came of it`);
      const { error } = outcome;
      expect(expected, error.message).toContain(error.code);
      if (isRetryable !== undefined) expect(error.isRetryable).toBe(isRetryable);
      expect(error.context.retryAfterMs).toBe(retryAfterMs);
    });

    it('hangs up on a drip', async () => {
      const before = server.hangUps();
      await under((_, response) => void response.writeHead(200).write(' '));
      const isClosed = async (): Promise<boolean> => {
        for (let waited = 0; waited < 100; waited++) {
          if (server.hangUps() > before) return true;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        return false;
      };
      expect(await isClosed()).toBe(true);
    });

    it('no server', async () => {
      const gone = await loopbackServer(well);
      await gone.close();
      await expect(readSource(subject.make(gone.url, { maximumBytes }), { clock, timeoutMs })).rejects.toMatchObject({
        name: 'SourceError',
        code: 'UNREACHABLE',
        isRetryable: true,
      });
    });

    const { dates, lists } = subject;
    if (dates !== undefined) {
      it.each(Object.keys(faultyTimesMs) as DateFault[])('times: %s', async (fault) => {
        const outcome = await under((_, response, body) =>
          send(response, changeDates(body, dates.format, dates.fields, fault), headers),
        );
        if (!isItems(outcome)) {
          // A chain without a time, or far behind, is not read at all.
          expect(['UNEXPECTED_SHAPE', 'STALE']).toContain(outcome.error.code);
          return;
        }
        expect(outcome.items).toHaveLength(baseline.length);
        const problems = {
          future: 'future',
          epoch: 'implausible',
          missing: 'missing',
          zone: undefined,
          unreadable: 'unreadable',
        };
        for (const { publishedAtMs, dateProblem } of outcome.items) {
          expect([publishedAtMs, dateProblem]).toEqual([faultyTimesMs[fault], problems[fault]]);
        }
      });
    }

    if (lists !== undefined) {
      const { none } = lists;
      it.skipIf(none === undefined)('an empty list is no news and no failure', async () => {
        const outcome = await under((_, response, body) => send(response, none?.(body) ?? '', headers));
        expect(outcome).toEqual({ items: [] });
      });

      it('every row twice comes once', async () => {
        server.serve((asked, response) => {
          const body = subject.good(asked);
          send(response, subject.isExempt?.(asked) === true ? body : lists.twice(body), headers);
        });
        const source = subject.make(server.url, { maximumBytes });
        const events = await new Promise<readonly SourceEvent[]>((resolve, reject) => {
          const seen: SourceEvent[] = [];
          const subscription = pollSources([source], { clock, random: seededRandom(1) }).subscribe({
            next: (event) => {
              seen.push(event);
              if (event.type !== 'polled') return;
              subscription.unsubscribe();
              resolve(seen);
            },
            error: reject,
          });
        });
        const items = events.flatMap((event) => (event.type === 'received' ? [event.item] : []));
        const said = items.filter(({ kind }) => kind !== 'source-status');
        expect(said.map(({ id }) => id).sort()).toEqual(baseline.map(({ id }) => id).sort());
        expect(events.at(-1)).toMatchObject({ report: { coverage: 1, sources: [{ repeated: baseline.length }] } });
      });
    }

    it.each(isJson ? jsonFaults : xmlFaults)('$name', async ({ bodies, expected }) => {
      const counts = server.asked.slice(-20).map((asked) => bodies(subject.good(asked)).length);
      const count = Math.max(...counts);
      expect(count).toBeGreaterThan(0);
      for (let place = 0; place < count; place++) {
        const outcome = await under((asked, response) => {
          const all = bodies(subject.good(asked));
          send(response, all[Math.min(place, all.length - 1)] ?? '', headers);
        });
        if (expected === 'same') requireSame(outcome);
        else requireSubset(outcome);
      }
    });

    it('characters changed at random', async () => {
      const random = seededRandom(profileSeed());
      for (let times = 0; times < share(40, 4_000); times++) {
        await under((_, response, body) => send(response, garbled(body, random), headers));
      }
    });
  });
};
