import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError, ReplayError } from '../errors';
import { fakeModel, requestOf } from '../models/fake-model.test-helper';
import { requestKey } from '../models/request-key';
import { listening } from '../opinion/situation.test-helper';
import { profile } from '../testing-profile.test-helper';
import { type Cassette, openCassette } from './cassette';
import { cassetteDrift } from './cassette-drift';
import { recordModel } from './record-model';
import { replayModel } from './replay-model';

const call = listening().call;

/** A cassette on which a model said this about each of these. */
const recorded = (texts: readonly string[], reply: (text: string) => string = (text) => `re ${text}`): Cassette => {
  const cassette = openCassette();
  const { model } = fakeModel(({ messages }) => reply(messages[1]?.content ?? ''));
  for (const text of texts) void recordModel(model, cassette).complete(requestOf(text), call);
  return cassette;
};

const replay = (cassette: Cassette) => replayModel(cassette, { id: 'test:fake' });

const missOf = (cassette: Cassette, text: string): ReplayError => {
  try {
    void replay(cassette).complete(requestOf(text), call);
  } catch (error) {
    if (error instanceof ReplayError) return error;
  }
  throw new Error('It was no miss.');
};

describe('a replay', () => {
  it('gives back what was said, at once, after the text was written and read again', () => {
    const cassette = recorded(['BTC at 100', 'ETH at 5']);
    const again = openCassette(cassette.toText());
    for (const text of ['BTC at 100', 'ETH at 5']) {
      const reply = replay(again).complete(requestOf(text), call);
      expect(reply).toEqual(replay(cassette).complete(requestOf(text), call));
      expect(reply).toMatchObject({ text: `re ${text}`, cost: { calls: 1 } });
    }
  });

  it('misses what is not there, naming the nearest entry and the first difference', () => {
    const cassette = recorded(['BTC trades at 64250 and volume rises', 'Something else entirely']);
    const error = missOf(cassette, 'BTC trades at 64251 and volume rises');
    const nearest = requestKey('test:fake', requestOf('BTC trades at 64250 and volume rises'));
    expect(error.code).toBe('CASSETTE_MISS');
    expect(error.message).toContain(`Nearest is ${nearest.slice(0, 12)}`);
    expect(error.message).toContain('request.messages.1.content: recorded "BTC trades at 64250 and volume rises"');
    expect(error.context).toMatchObject({ nearest: { key: nearest, path: 'request.messages.1.content' } });
  });

  it('misses on an empty cassette, for another model and for other settings', () => {
    expect(missOf(openCassette(), 'x').message).toContain('The cassette is empty.');
    const cassette = recorded(['x']);
    const other = replayModel(cassette, { id: 'test:other' });
    expect(() => other.complete(requestOf('x'), call)).toThrow('differs first at model');
    expect(() => replay(cassette).complete({ ...requestOf('x'), temperature: 1 }, call)).toThrow('request.temperature');
  });

  it('never replies to a changed prompt', () => {
    const cassette = recorded(['The price is 100.']);
    const change = fc
      .tuple(fc.nat(16), fc.string({ minLength: 1, maxLength: 3 }))
      .map(([at, text]) => `${'The price is 100.'.slice(0, at)}${text}${'The price is 100.'.slice(at)}`);
    fc.assert(
      fc.property(change, (text) => {
        expect(missOf(cassette, text).code).toBe('CASSETTE_MISS');
      }),
      profile(100, 5_000),
    );
  });
});

describe('a recording', () => {
  it('asks once for each request, so that it says what its replay will', () => {
    const cassette = openCassette();
    const { model, asked } = fakeModel((_, count) => `reply ${count}`);
    const recording = recordModel(model, cassette);
    const first = ['a', 'b', 'a'].map((text) => recording.complete(requestOf(text), call));
    expect(asked).toHaveLength(2);
    expect(['a', 'b', 'a'].map((text) => replay(cassette).complete(requestOf(text), call))).toEqual(first);
  });

  it('asks once for two equal requests at the same time', async () => {
    const cassette = openCassette();
    const { model, asked } = fakeModel(async (_, count) => `reply ${count}`);
    const recording = recordModel(model, cassette);
    const both = await Promise.all([1, 2].map(() => recording.complete(requestOf('x'), call)));
    expect(both[0]).toEqual(both[1]);
    expect(asked).toHaveLength(1);
  });

  it('keeps failures, which fail again and are not worth a retry', async () => {
    const cassette = openCassette();
    const error = new ModelError({ code: 'SERVER_FAILED', message: 'Status 500.', isRetryable: true });
    const { model } = fakeModel(() => Promise.reject(error));
    await expect(recordModel(model, cassette).complete(requestOf('x'), call)).rejects.toBe(error);
    const again = openCassette(cassette.toText());
    expect(() => replay(again).complete(requestOf('x'), call)).toThrow(
      expect.objectContaining({ code: 'SERVER_FAILED', isRetryable: false }),
    );
  });

  it('keeps the later outcome of what failed first', () => {
    const cassette = openCassette();
    const { model } = fakeModel((_, count) => {
      if (count === 0) throw new ModelError({ code: 'TIMED_OUT', message: 'Late.' });
      return 'Hello.';
    });
    const recording = recordModel(model, cassette);
    expect(() => recording.complete(requestOf('x'), call)).toThrow('Late.');
    void recording.complete(requestOf('x'), call);
    expect(replay(cassette).complete(requestOf('x'), call)).toMatchObject({ text: 'Hello.' });
  });

  it('does not keep what was aborted', async () => {
    const cassette = openCassette();
    const controller = new AbortController();
    const { model } = fakeModel(() => Promise.reject(new ModelError({ code: 'ABORTED', message: 'Gone.' })));
    controller.abort();
    const aborted = recordModel(model, cassette).complete(requestOf('x'), listening(controller.signal).call);
    await expect(aborted).rejects.toThrow('Gone.');
    expect(cassette.size).toBe(0);
  });

  it('writes no secrets, and says what its replay will', () => {
    const cassette = openCassette();
    const secret = 'sk-proj-0123456789abcdef';
    const { model } = fakeModel(() => `Your key is ${secret}.`);
    const reply = recordModel(model, cassette).complete(requestOf(`My key is ${secret}.`), call);
    expect(cassette.toText()).not.toContain(secret);
    expect(reply).toMatchObject({ text: 'Your key is [secret].' });
    expect(replay(openCassette(cassette.toText())).complete(requestOf(`My key is ${secret}.`), call)).toEqual(reply);
  });

  it('has the same bytes whatever order replies came in', () => {
    expect(recorded(['a', 'b', 'c']).toText()).toBe(recorded(['c', 'a', 'b']).toText());
  });
});

describe('a text that is no cassette', () => {
  const text = recorded(['a', 'b']).toText();
  const lines = text.trimEnd().split('\n');

  it.each([
    ['', /Line 1/],
    ['{"format":"other"}\n', /Line 1/],
    [text.replace('"version":1', '"version":2'), /Line 1/],
    [text.slice(0, -20), /Line 3 of the cassette is no JSON/],
    [[lines[0], '{}'].join('\n'), /Line 2 of the cassette is no entry/],
    [[...lines, lines[1]].join('\n'), /Line 4 of the cassette repeats a key/],
    [text.replace('"content":"a"', '"content":"c"'), /has another request than its key says/],
    [text.replace('"finish":"stop"', '"finish":"stop","extra":1'), /is no entry/],
  ])('%.30j', (wrong, message) => {
    expect(() => openCassette(wrong)).toThrow(ReplayError);
    expect(() => openCassette(wrong)).toThrow(message);
  });
});

it('drift is what was asked the same and answered otherwise', () => {
  const before = recorded(['a', 'b', 'c']);
  const after = recorded(['b', 'c', 'd'], (text) => (text === 'c' ? 'changed' : `re ${text}`));
  const key = (text: string) => requestKey('test:fake', requestOf(text));
  expect(cassetteDrift(before, after)).toEqual({
    gone: [key('a')],
    added: [key('d')],
    changed: [{ key: key('c'), before: 're c', after: 'changed' }],
    unchangedCount: 1,
  });
});
