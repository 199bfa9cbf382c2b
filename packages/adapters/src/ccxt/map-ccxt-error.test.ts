import { inspect } from 'node:util';
import { BrokerError, DataError, InvalidOptionsError, SigmaxError } from '@sigmax/core';
import * as ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { errorKinds } from './ccxt-error-kinds';
import { mapCcxtError } from './map-ccxt-error';

const place = { exchange: 'binance', operation: 'fetchTrades' };
const errors = Object.entries(ccxt as unknown as Record<string, unknown>).filter(
  (entry): entry is [string, new (message: string) => Error] =>
    typeof entry[1] === 'function' && (entry[1].prototype instanceof Error || entry[1] === ccxt.BaseError),
);

const classNamed = (wanted: string) => (errors.find(([name]) => name === wanted) as (typeof errors)[number])[1];

describe('mapCcxtError', () => {
  it('knows every error class of ccxt by its name', () => {
    expect(errors.length).toBeGreaterThan(38);
    expect(errors.map(([name]) => name).filter((name) => !Object.hasOwn(errorKinds, name))).toEqual([]);
  });

  it.each(errors)('%s becomes a typed error', (name, Class) => {
    const error = mapCcxtError(new Class('binance said no'), place);
    expect(SigmaxError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ code: errorKinds[name]?.code, isRetryable: errorKinds[name]?.isRetryable });
    expect(error.message).toMatch(/^binance, fetchTrades: binance said no\. /);
    expect(error.context).toEqual({ exchange: 'binance', operation: 'fetchTrades', ccxtError: name });
  });

  it('retries what ccxt calls failed operations, and nothing else', () => {
    for (const [name, Class] of errors) {
      const isFailed = Class.prototype instanceof ccxt.OperationFailed || Class === (ccxt.OperationFailed as unknown);
      const isRetryable = isFailed || name === 'UnsubscribeError';
      expect([name, errorKinds[name]?.isRetryable]).toEqual([name, isRetryable]);
    }
  });

  it.each([
    ['RateLimitExceeded', BrokerError],
    ['BadSymbol', InvalidOptionsError],
    ['NullResponse', DataError],
    ['ChecksumError', DataError],
  ] as const)('%s has the class of its kind', (name, Class) => {
    expect(mapCcxtError(new (classNamed(name))('x'), place)).toBeInstanceOf(Class);
  });

  it('takes a class that it does not know for the nearest above it', () => {
    class NewKindOfTimeout extends ccxt.RequestTimeout {}
    const error = new NewKindOfTimeout('late');
    error.name = 'NewKindOfTimeout';
    expect(mapCcxtError(error, place)).toMatchObject({ code: 'TIMEOUT', isRetryable: true });
  });

  it.each([
    new TypeError("Cannot read properties of undefined (reading 'x')"),
    'text',
    undefined,
    null,
    7,
    {},
    Object.create(null),
  ])('makes %s an error too', (thrown) =>
    expect(mapCcxtError(thrown, place)).toMatchObject({ code: 'CCXT_FAILED', isRetryable: true }),
  );

  it('gives an error of ours back as it is', () => {
    const error = new DataError({ code: 'HOLE', message: 'x' });
    expect(mapCcxtError(error, place)).toBe(error);
  });

  it('says when, where the venue did', () => {
    const error = mapCcxtError(new ccxt.DDoSProtection('418'), { ...place, retryAfterMs: 120_000 });
    expect(error).toMatchObject({ code: 'BANNED', context: { retryAfterMs: 120_000 } });
  });

  it('goes by the status where ccxt has one word for a limit and a ban', () => {
    const codeOf = (isBanned: boolean) => mapCcxtError(new ccxt.DDoSProtection('x'), { ...place, isBanned }).code;
    expect([codeOf(true), codeOf(false)]).toEqual(['BANNED', 'RATE_LIMITED']);
  });

  it('lets no secret into anything that can be printed', () => {
    const canary = 'CANARY-0123456789';
    const thrown = Object.assign(
      new ccxt.AuthenticationError(`binance GET https://x?apiKey=${canary}&signature=${canary} 401`),
      { headers: { 'X-MBX-APIKEY': canary }, cause: new Error(canary) },
    );
    thrown.name = `Auth ${canary}`;
    const error = mapCcxtError(thrown, { ...place, secrets: [canary] });
    const printed = [
      error.message,
      error.stack,
      inspect(error, { depth: 9, showHidden: true }),
      JSON.stringify(error),
      String(error.cause),
    ];
    for (const text of printed) expect(text).not.toContain('CANARY');
    expect(error.code).toBe('AUTHENTICATION');
  });
});
