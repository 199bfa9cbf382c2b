import { describe, expect, it } from 'vitest';
import { readVenueOptions } from './venue-options';

describe('readVenueOptions', () => {
  it('has defaults for everything but the exchange', () => {
    expect(readVenueOptions({ exchange: 'binance' }, 'test')).toMatchObject({
      testnet: false,
      allowOtherHosts: false,
      measureClockMs: 600_000,
      timeoutMs: 10_000,
    });
  });

  it.each(['urls', 'hostname', 'httpsProxy', 'socksProxy', 'proxyUrl', 'agent', 'headers', 'fetchImplementation'])(
    'refuses config.%s, which changes where keys go, unless that is meant',
    (name) => {
      const options = { exchange: 'binance', config: { [name]: 'https://look-alike.example' } };
      expect(() => readVenueOptions(options, 'test')).toThrow(/allowOtherHosts/);
      expect(readVenueOptions({ ...options, allowOtherHosts: true }, 'test').config).toEqual(options.config);
    },
  );

  it.each(['apiKey', 'secret', 'password', 'uid'])('refuses config.%s, which nobody would redact', (name) => {
    const options = { exchange: 'binance', allowOtherHosts: true, config: { [name]: 'x' } };
    expect(() => readVenueOptions(options, 'test')).toThrow(/credentials/);
  });

  it('refuses what it does not know', () => {
    expect(() => readVenueOptions({ exchange: 'binance', apiKey: 'x' } as never, 'test')).toThrow(/no such option/);
    expect(() => readVenueOptions({ exchange: '' }, 'test')).toThrow(/exchange/);
  });
});
