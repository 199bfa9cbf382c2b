import { describe, expect, it } from 'vitest';
import { goesFurther, mayCover, touches, withToken } from './kill-latch';

const plain = { scope: {}, action: 'cancel', code: 'KILL_SWITCH', reason: 'r', by: 'b', timeMs: 1 } as const;

describe('a latch', () => {
  it('has a token that follows from all of it', () => {
    const { token } = withToken(plain, 1);
    expect(token).toMatch(/^[0-9a-f]{12}$/);
    expect(withToken({ ...plain }, 1).token).toBe(token);
    const others = [
      withToken(plain, 2),
      withToken({ ...plain, action: 'flatten' }, 1),
      withToken({ ...plain, scope: { venue: 'a' } }, 1),
      withToken({ ...plain, timeMs: 2 }, 1),
      withToken({ ...plain, reason: 'other' }, 1),
    ].map((latch) => latch.token);
    expect(new Set([token, ...others]).size).toBe(6);
  });

  it('cannot be narrowed by whoever is shown it', () => {
    const latch = withToken({ ...plain, scope: { venue: 'a' } }, 1);
    expect(() => Object.assign(latch.scope, { tag: 'none' })).toThrow(TypeError);
    expect(() => Object.assign(latch, { scope: {} })).toThrow(TypeError);
  });

  it.each([
    ['flatten after cancel', { action: 'flatten', collarRate: 0 }, { action: 'cancel' }, true],
    ['cancel after flatten', { action: 'cancel' }, { action: 'flatten' }, false],
    ['the same', { action: 'flatten', collarRate: 0.1 }, { action: 'flatten', collarRate: 0.1 }, false],
    ['a wider collar', { action: 'flatten', collarRate: 0.2 }, { action: 'flatten', collarRate: 0.1 }, true],
    ['no collar', { action: 'flatten' }, { action: 'flatten', collarRate: 0.9 }, true],
    ['a narrower collar', { action: 'flatten', collarRate: 0.1 }, { action: 'flatten' }, false],
  ] as const)('goes further: %s', (_name, next, standing, expected) => {
    expect(goesFurther(next, standing)).toBe(expected);
  });
});

describe('a scope', () => {
  it('touches a venue that it does not exclude', () => {
    expect(touches({}, 'a')).toBe(true);
    expect(touches({ tag: 't' }, 'a')).toBe(true);
    expect(touches({ venue: 'a' }, 'a')).toBe(true);
    expect(touches({ venue: 'b' }, 'a')).toBe(false);
    expect(touches({ instrumentId: 'a:X/Y' }, 'a')).toBe(true);
    expect(touches({ instrumentId: 'b:X/Y' }, 'a')).toBe(false);
    expect(touches({ venue: 'a', instrumentId: 'b:X/Y' }, 'a')).toBe(false);
    expect(touches({ instrumentId: 'X/Y' }, 'a')).toBe(false);
  });

  it('covers an order unless the order says otherwise', () => {
    const order = { id: '1', instrumentId: 'a:X/Y', tag: 't' };
    expect(mayCover({ instrumentId: 'a:X/Y', tag: 't', venue: 'a' }, 'a', order)).toBe(true);
    expect(mayCover({ instrumentId: 'a:X/Z' }, 'a', order)).toBe(false);
    expect(mayCover({ tag: 'u' }, 'a', order)).toBe(false);
    expect(mayCover({ venue: 'b' }, 'a', order)).toBe(false);
    expect(mayCover({ instrumentId: 'a:X/Z', tag: 'u' }, 'a', { id: '1' })).toBe(true);
  });
});
