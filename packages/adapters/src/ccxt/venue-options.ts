import { type Clock, InvalidOptionsError, parseOptions, type Random } from '@sigmax/core';
import { z } from 'zod';

/** Keys of an account. Market data needs none. */
export interface CcxtCredentials {
  readonly apiKey?: string | undefined;
  readonly secret?: string | undefined;
  readonly password?: string | undefined;
  readonly uid?: string | undefined;
}

export interface CcxtVenueOptions {
  /** As ccxt calls it: `binance`, `binanceusdm`, `bybit`, `okx`, `kraken`, … */
  readonly exchange: string;
  readonly credentials?: CcxtCredentials | undefined;
  /** Whether to use the venue's test network. Defaults to false. */
  readonly testnet?: boolean | undefined;
  /** Further options for the class of ccxt. Addresses and proxies are refused here: see `allowOtherHosts`. */
  readonly config?: Readonly<Record<string, unknown>> | undefined;
  /** Lets `config` name addresses and proxies. What is sent there may hold keys. Defaults to false. */
  readonly allowOtherHosts?: boolean | undefined;
  /** Is given each new object of the class, before it is used; `loopbackVenue` of `@sigmax/adapters/testing` points it at itself. */
  readonly prepare?: ((exchange: never) => unknown) | undefined;
  /** Defaults to the machine's. */
  readonly clock?: Clock | undefined;
  /** For the jitter of waits. Defaults to a seed from the clock and the process, so that no two clients wait alike. */
  readonly random?: Random | undefined;
  /** Units of requests in any minute. Defaults to what ccxt knows of the venue. */
  readonly unitsPerMinute?: number | undefined;
  /** How often the venue's clock is measured. Defaults to 600,000 ms. */
  readonly measureClockMs?: number | undefined;
  /** After how long a request counts as failed. Defaults to 10,000 ms. */
  readonly timeoutMs?: number | undefined;
}

const hasMethods = (value: unknown, ...names: readonly string[]): boolean =>
  names.every((name) => typeof Reflect.get(Object(value), name) === 'function');

const text = z.string().min(1).optional();

export const venueSchema = z.strictObject({
  exchange: z.string().min(1),
  credentials: z.strictObject({ apiKey: text, secret: text, password: text, uid: text }).optional(),
  testnet: z.boolean().default(false),
  config: z.record(z.string(), z.unknown()).default({}),
  allowOtherHosts: z.boolean().default(false),
  prepare: z
    .custom<(exchange: never) => unknown>((value) => typeof value === 'function', 'expected a function')
    .optional(),
  clock: z.custom<Clock>((value) => hasMethods(value, 'nowMs', 'after'), 'expected a Clock').optional(),
  random: z.custom<Random>((value) => hasMethods(value, 'uniform'), 'expected a Random').optional(),
  unitsPerMinute: z.number().positive().optional(),
  measureClockMs: z.number().positive().default(600_000),
  timeoutMs: z.number().positive().max(600_000).default(10_000),
});

/** Names of options that change where requests go, or who sees them. */
const hostOption = /^(urls?|hostname|origin|headers|agent|.*prox.*|fetchImplementation|.*apiKey|secret|password|uid)$/i;

const credentialOption = /^(apiKey|secret|password|uid)$/;

/**
 * Reads the options of a venue.
 *
 * @throws {InvalidOptionsError} an option is wrong; `HOST_OPTION`: `config` changes where requests go without a word that this
 *   is wanted; `CREDENTIAL_IN_CONFIG`: keys stand where no one redacts them.
 */
export const readVenueOptions = (options: CcxtVenueOptions, what: string): z.output<typeof venueSchema> => {
  const parsed = parseOptions(venueSchema, options, what);
  for (const name of Object.keys(parsed.config)) {
    if (credentialOption.test(name)) {
      throw new InvalidOptionsError({
        code: 'CREDENTIAL_IN_CONFIG',
        message: `${what}: config had ${name}.`,
        remedy: 'Pass it in credentials, where it is kept out of messages.',
        context: { name },
      });
    }
    if (!hostOption.test(name) || parsed.allowOtherHosts) continue;
    throw new InvalidOptionsError({
      code: 'HOST_OPTION',
      message: `${what}: config had ${name}, which changes where requests go.`,
      remedy: 'Take it out, or pass allowOtherHosts: true if that is meant.',
      context: { name },
    });
  }
  return parsed;
};
