import type { z } from 'zod';
import type { SourceCall } from '../sources/source';
import { secretHider } from './hide-secrets';
import type { httpFields } from './http-options';
import { type HttpSettings, httpRequest, jsonOf } from './http-request';

type ParsedHttpOptions = z.output<z.ZodObject<ReturnType<typeof httpFields>>>;

/** Settings of a source's requests, with the values that no message may show. */
export const httpSettings = (
  source: string,
  { fetch, maximumBytes, userAgent }: ParsedHttpOptions,
  secrets: readonly string[],
): HttpSettings => ({ source, fetch, maximumBytes, userAgent, hide: secretHider(secrets) });

/** Asks for JSON. */
export const getJson = async (
  url: URL,
  headers: Readonly<Record<string, string>>,
  settings: HttpSettings,
  call: SourceCall,
): Promise<unknown> =>
  jsonOf(settings, await httpRequest({ url, headers: { accept: 'application/json', ...headers } }, settings, call));

/** An address below a base, with a query. */
export const urlBelow = (base: URL, path: string, query: Readonly<Record<string, string | undefined>> = {}): URL => {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, '')}/${path}`;
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url;
};
