import { InvalidOptionsError } from '@sigmax/core';
import { z } from 'zod';
import { secretHider } from '../internal/http/hide-secrets';
import { type HttpOptions, httpFields, idField, readUrl } from '../internal/http/http-options';
import { requireSecret } from '../internal/http/parse-source-options';
import type { RpcEndpoint } from './json-rpc';

/** Options of every chain. */
export interface ChainOptions extends HttpOptions {
  readonly id: string;
  /** Addresses of nodes; keys may stand in their path or query and are kept out of messages. */
  readonly endpoints: readonly string[];
  /** How many endpoints have to say the same. Defaults to 1. */
  readonly quorum?: number | undefined;
  /** Headers for every endpoint, such as one with a key. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** How long one endpoint may take for what it is asked at a time. Defaults to 8,000 ms. */
  readonly endpointTimeoutMs?: number | undefined;
  /** A latest block that is older means that the node hangs behind. Defaults to 600,000 ms. */
  readonly maximumAgeMs?: number | undefined;
  /** Symbol of the chain's own asset: `"ETH"`. Items name it. */
  readonly asset?: string | undefined;
}

/** The zod fields of {@link ChainOptions}. */
export const chainFields = () => ({
  id: idField(),
  endpoints: z.array(z.string().min(1)).min(1),
  quorum: z.int().positive().default(1),
  headers: z.record(z.string(), z.string()).default({}),
  endpointTimeoutMs: z.number().positive().default(8_000),
  maximumAgeMs: z.number().positive().default(600_000),
  asset: z
    .string()
    .regex(/^[A-Z0-9]{1,15}$/, 'expected a symbol in capitals')
    .optional(),
  ...httpFields(),
});

type Parsed = z.output<z.ZodObject<ReturnType<typeof chainFields>>>;

/** A part of an address as it was before it was written into one; the part itself where it was none. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Parts of an address that may be keys, written and decoded: whatever is long enough to be one. */
const secretParts = ({ pathname, searchParams }: URL): string[] =>
  [...pathname.split('/'), ...searchParams.values()]
    .flatMap((part) => [part, decoded(part)])
    .filter((part) => part.length >= 8);

/**
 * Makes endpoints of addresses.
 *
 * @throws {InvalidOptionsError} an address is wrong or stands twice, or the quorum is larger than their number.
 */
export const rpcEndpoints = (what: string, parsed: Parsed): readonly RpcEndpoint[] => {
  const { id, endpoints, quorum, headers, maximumBytes, userAgent, fetch } = parsed;
  const hasKey = Object.keys(headers).length > 0;
  for (const [name, value] of Object.entries(headers))
    requireSecret(what, `headers.${name}`, value.replaceAll(' ', ''));
  const urls = endpoints.map((endpoint) => readUrl(what, 'endpoints', endpoint, hasKey));
  const isTwice = new Set(urls.map(({ href }) => href)).size < urls.length;
  if (isTwice || quorum > urls.length) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `${what}: quorum was ${quorum}, of ${urls.length} endpoints${isTwice ? ', one of them twice' : ''}.`,
      remedy: 'Give as many different endpoints as have to agree, or more.',
      context: { what, quorum, endpoints: urls.length },
    });
  }
  const hide = secretHider([...urls.flatMap(secretParts), ...Object.values(headers)]);
  return urls.map((url) => ({ url, headers, settings: { source: id, fetch, maximumBytes, userAgent, hide } }));
};
