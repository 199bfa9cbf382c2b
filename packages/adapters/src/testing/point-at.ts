/** What of a ccxt exchange is changed: its addresses and nothing else. */
export interface AddressedExchange {
  urls: Record<string, unknown>;
  loadHttpProxyAgent(): Promise<unknown>;
}

export const isAddressed = (value: object): value is AddressedExchange =>
  'urls' in value &&
  typeof value.urls === 'object' &&
  value.urls !== null &&
  'api' in value.urls &&
  'loadHttpProxyAgent' in value &&
  typeof value.loadHttpProxyAgent === 'function';

/** The same address on the loopback server: the venue's host becomes the first part of the path, so that none is lost. */
export const loopbackAddress = (address: string, port: number): string =>
  address.replace(/^(http|ws)s?:\/\//, (_, scheme: string) => `${scheme}://127.0.0.1:${port}/`);

const readdressed = (value: unknown, port: number): unknown => {
  if (typeof value === 'string') return loopbackAddress(value, port);
  if (Array.isArray(value)) return value.map((one) => readdressed(one, port));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, readdressed(one, port)]));
};

/** Points every API address of an exchange at a port of this machine. */
export const pointExchangeAt = async (exchange: AddressedExchange, port: number): Promise<void> => {
  exchange.urls = { ...exchange.urls, api: readdressed(exchange.urls.api, port) };
  // Without it ccxt refuses WebSockets that are not encrypted.
  await exchange.loadHttpProxyAgent();
};
