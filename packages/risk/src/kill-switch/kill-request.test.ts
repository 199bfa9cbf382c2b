import { describe, expect, it } from 'vitest';
import { mendRequest } from './kill-request';

const signed = { reason: 'r', by: 'b' };
const everything = { scope: {}, action: 'cancel', ...signed };

describe('a request to kill', () => {
  it('that is one is left as it is', () => {
    expect(mendRequest(signed)).toEqual({ ...everything, mended: [] });
    const full = { scope: { venue: 'a', tag: 't' }, action: 'cancel', ...signed } as const;
    expect(mendRequest(full)).toEqual({ ...full, mended: [] });
    const flatten = { scope: {}, action: 'flatten', collarRate: 0.05, ...signed } as const;
    expect(mendRequest(flatten)).toEqual({ ...flatten, mended: [] });
    expect(mendRequest({ ...signed, action: 'flatten' })).not.toHaveProperty('collarRate');
    expect(mendRequest({ ...signed, scope: { venue: undefined } }).scope).toEqual({});
  });

  it.each([undefined, null, 7, 'now', [], {}, { reason: '', by: 5 }, { scope: undefined }])(
    'is a kill of everything, whatever it is: %j',
    (request) => {
      expect(mendRequest(request)).toMatchObject({ scope: {}, action: 'cancel' });
    },
  );

  it('that throws when it is read is one, too', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
      },
    );
    expect(mendRequest(hostile)).toEqual({
      scope: {},
      action: 'cancel',
      reason: 'no reason was given',
      by: 'unknown',
      mended: [],
    });
  });

  it.each([{ venu: 'a' }, { venue: 7 }, { venue: ' ' }, 'a', { instrumentId: 'x'.repeat(1_001) }])(
    'with the scope %j, which is none, is about everything',
    (scope) => {
      expect(mendRequest({ ...signed, scope })).toMatchObject({
        scope: {},
        mended: ['The scope was none, so it is everything.'],
      });
    },
  );

  it.each([
    { action: 'panic' },
    { action: 'flatten', collarRate: Number.NaN },
    { action: 'flatten', collarRate: 1 },
    { action: 'flatten', collarRate: -0.1 },
    { action: 'flatten', collarRate: '0.05' },
    { action: 'flatten', scope: { tag: 't' } },
  ])('sells nothing when what it asks for is not understood: %j', (fields) => {
    const { action, mended } = mendRequest({ ...signed, ...fields });
    expect([action, mended.length]).toEqual(['cancel', 1]);
  });

  it('has words of a length that bots take', () => {
    expect(mendRequest({ reason: `  ${'x'.repeat(5_000)}`, by: 'b' }).reason).toBe('x'.repeat(1_000));
  });
});
