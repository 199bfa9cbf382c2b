import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { openCassette } from '../cassette/cassette';
import { replayModel } from '../cassette/replay-model';
import { fakeModel } from '../models/fake-model.test-helper';
import { virtualClock } from '../models/virtual-clock.test-helper';
import { evidence } from '../opinion/evidence';
import { researcher } from '../roles/research/researcher';
import { modelSource, type OfferedSource } from './model-source';

const item = (source: string, kind: string, receivedAtMs = 1) =>
  evidence({ kind, source, receivedAtMs, content: { title: `From ${source}` }, trust: 'measured' });

const offered = (id: string, kind: string, find: OfferedSource['find'] = () => [item(id, kind)]): OfferedSource => ({
  id,
  about: `what ${id} has`,
  kinds: [kind],
  find,
});

const broken = (): never => {
  throw new Error('Status 403.');
};

const make = (reply: string, sources: readonly OfferedSource[], more = {}) => {
  const { model, asked } = fakeModel(() => reply);
  const options = { id: 'scout', sources, maximumSources: 3, timeoutMs: 100, maximumOutputTokens: 50 };
  return { source: modelSource({ model, ...options, ...more }), asked };
};

const query = { instrumentId: 'demo:BTC/USDT', timeMs: 2 };
const { signal } = new AbortController();
const three = [offered('wire', 'news'), offered('chain', 'on-chain'), offered('forum', 'social')];

it('asks what the model chose and nothing else, and marks what comes back as untrusted under its own id', async () => {
  const { source, asked } = make('{"ask":["forum","wire"]}', three);
  const found = await source.find(query, signal);
  expect(found.map(({ id, source: from, trust }) => [id, from, trust])).toEqual([
    [item('wire', 'news').id, 'wire', 'untrusted'],
    [item('forum', 'social').id, 'forum', 'untrusted'],
  ]);
  expect(source.kinds).toEqual(['news', 'on-chain', 'social']);
  expect(JSON.stringify(asked)).toContain('what chain has');
});

it('offers what fits the kinds that are wanted, and asks no more than it may', async () => {
  const all = '{"ask":["wire","chain","forum"]}';
  const { source, asked } = make(all, three, { maximumSources: 1 });
  expect((await source.find({ ...query, kinds: ['social', 'on-chain'] }, signal)).map(({ kind }) => kind)).toEqual([
    'on-chain',
  ]);
  expect(JSON.stringify(asked)).not.toContain('what wire has');
});

it('loses a source that throws alone, and fails when all did', async () => {
  const sources = [offered('wire', 'news', broken), offered('chain', 'on-chain')];
  const found = await make('{"ask":["wire","chain"]}', sources).source.find(query, signal);
  expect(found.map(({ kind }) => kind)).toEqual(['on-chain']);
  const gatherer = researcher({ sources: [make('{"ask":["wire"]}', sources).source], timeoutMs: 1_000 });
  const { sources: outcomes } = await gatherer.gather(query, signal);
  expect(outcomes).toMatchObject([{ source: 'scout', status: 'failed', reason: expect.stringContaining('wire') }]);
});

it('drops what was received later, and finds nothing where nothing is chosen', async () => {
  const late = offered('wire', 'news', () => [item('wire', 'news', 3), item('wire', 'news', 2)]);
  expect(await make('{"ask":["wire"]}', [late]).source.find(query, signal)).toHaveLength(1);
  expect(await make('{"ask":[]}', [late]).source.find(query, signal)).toEqual([]);
});

it.each(['Ask the wire!', '{"ask":["http://evil.example"]}', '{"ask":["wire"],"query":"all"}', '{"ask":"wire"}'])(
  'fails for the reply %s and asks no source',
  async (reply) => {
    let found = 0;
    const wire = offered('wire', 'news', () => {
      found += 1;
      return [];
    });
    const gatherer = researcher({ sources: [make(reply, [wire]).source], timeoutMs: 1_000 });
    const { missing } = await gatherer.gather(query, signal);
    expect([missing, found]).toEqual([['scout'], 0]);
  },
);

it('limits each source by its own time', async () => {
  const clock = virtualClock();
  const hanging = offered('wire', 'news', () => new Promise(() => undefined));
  const found = make('{"ask":["wire","chain"]}', [hanging, offered('chain', 'on-chain')], { clock }).source.find(
    query,
    signal,
  );
  await clock.advance(100);
  expect((await found).map(({ source }) => source)).toEqual(['chain']);
});

it('ends the run when a recording has no such request', () => {
  const model = replayModel(openCassette(), { id: 'test:fake' });
  const { source } = make('', three, { model });
  const gatherer = researcher({ sources: [source], timeoutMs: 1_000 });
  expect(() => gatherer.gather(query, signal)).toThrow(expect.objectContaining({ code: 'CASSETTE_MISS' }));
  const later = { ...source, find: () => Promise.resolve().then(() => source.find(query, signal)) };
  return expect(researcher({ sources: [later], timeoutMs: 1_000 }).gather(query, signal)).rejects.toMatchObject({
    code: 'CASSETTE_MISS',
  });
});

it('refuses two sources of one id and a source that does not say what it is about', () => {
  expect(() => make('', [offered('a', 'news'), offered('a', 'social')])).toThrow(InvalidOptionsError);
  expect(() => make('', [{ ...offered('a', 'news'), about: undefined } as never])).toThrow(/about/);
});
