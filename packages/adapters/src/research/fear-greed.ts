import { z } from 'zod';
import { type HttpOptions, httpFields, idField, paceOf, readUrl } from '../internal/http/http-options';
import { getJson, httpSettings, urlBelow } from '../internal/http/json-client';
import { parseSourceOptions } from '../internal/http/parse-source-options';
import { countedDate } from '../internal/sources/draft-date';
import { fieldOf, listOf, numberOf, present, textOf } from '../internal/sources/json-fields';
import { plainText } from '../internal/sources/plain-text';
import { readRows, refusedRow, unexpectedShape } from '../internal/sources/read-rows';
import type { Json, RefusedRow, Source, SourceDraft } from '../internal/sources/source';

export interface FearGreedOptions extends HttpOptions {
  /** Days, today's first. Defaults to 1. */
  readonly days?: number | undefined;
  /** Defaults to `"fear-greed"`. */
  readonly id?: string | undefined;
  /** Defaults to 300,000 ms. */
  readonly minimumEveryMs?: number | undefined;
  /** Defaults to `https://api.alternative.me`. */
  readonly baseUrl?: string | undefined;
}

const schema = z.strictObject({
  days: z.int().positive().max(5_000).default(1),
  id: idField().default('fear-greed'),
  baseUrl: z.string().default('https://api.alternative.me'),
  ...httpFields(),
  minimumEveryMs: z.number().nonnegative().default(300_000),
});

const readDay = (row: unknown): SourceDraft | RefusedRow => {
  const value = numberOf(row, 'value');
  if (value === undefined || !Number.isInteger(value) || value < 0 || value > 100) {
    return refusedRow('BAD_VALUE', 'a day has no whole value from 0 to 100');
  }
  const timestamp = fieldOf(row, 'timestamp');
  const date = countedDate(timestamp);
  const label = plainText(textOf(row, 'value_classification') ?? '', 40);
  return {
    kind: 'sentiment-index',
    guid: date.publishedAtMs === undefined ? undefined : String(date.publishedAtMs),
    text: undefined,
    ...date,
    assets: [],
    content: present<Json>({ value, label: label === '' ? undefined : label, dayMs: date.publishedAtMs }),
  };
};

/**
 * The Crypto Fear & Greed Index of alternative.me: 0, extreme fear, to 100, extreme greed, once a day.
 *
 * Content: `{ value, label?, dayMs? }`; the label is the source's own, since sources differ on where a band ends. A value of a day that is
 * changed later comes again and names what it `revises`. The index has to be shown with its source.
 *
 * Source: alternative.me, documentation of `/fng/`.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { fearGreed, readSource } from '@sigmax/adapters/research';
 * const data = [{ value: '71', value_classification: 'Greed', timestamp: '1767225600', time_until_update: '32604' }];
 * const [item] = await readSource(fearGreed({ fetch: async () => Response.json({ data, metadata: { error: null } }) }));
 * item?.content; // => { value: 71, label: 'Greed', dayMs: 1767225600000 }
 * ```
 */
export const fearGreed = (options: FearGreedOptions = {}): Source => {
  const parsed = parseSourceOptions(schema, options, 'fearGreed');
  const { id, days, maximumItems } = parsed;
  const settings = httpSettings(id, parsed, []);
  const base = readUrl('fearGreed', 'baseUrl', parsed.baseUrl, false);
  const url = urlBelow(base, 'fng/', { limit: String(days) });
  return {
    id,
    trust: 'listed',
    ...paceOf(parsed),
    open: () => ({
      poll: async (call) => {
        const rows = listOf(await getJson(url, {}, settings, call), 'data');
        if (rows === undefined || rows.length === 0) throw unexpectedShape(id, 'the answer has no days');
        return readRows(id, rows, Math.max(maximumItems, days), readDay);
      },
    }),
  };
};
