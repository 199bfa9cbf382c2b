import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleOf, descriptions } from './bundle.test-helper';
import { encodeBundle } from './encode-bundle';
import { type FetchedFile, fetchBundle } from './fetch-bundle';
import { readStoredBundle, storeBundle } from './stored-bundle';

const storeOf = (texts = new Map<string, string>()) => ({
  texts,
  getItem: (key: string) => texts.get(key) ?? null,
  setItem: (key: string, text: string) => void texts.set(key, text),
});

describe('storeBundle', () => {
  it('keeps any weights: the base64 is that of Node, at all three lengths', () => {
    for (const description of Object.values(descriptions)) {
      const bundle = bundleOf(description);
      const store = storeOf();
      storeBundle(store, 'a', bundle);
      expect(readStoredBundle(store, 'a').weights).toEqual(bundle.weights);
      const { weights } = JSON.parse(store.texts.get('a') as string);
      expect(weights).toBe(Buffer.from(encodeBundle(bundle)['weights.bin']).toString('base64'));
    }
  });

  it('says what is missing, and what is damaged', () => {
    const store = storeOf();
    expect(() => readStoredBundle(store, 'a')).toThrow(expect.objectContaining({ code: 'BUNDLE_NOT_FOUND' }));
    store.setItem('a', '{');
    expect(() => readStoredBundle(store, 'a')).toThrow(expect.objectContaining({ code: 'BUNDLE_MALFORMED' }));
    store.setItem('a', 'null');
    expect(() => readStoredBundle(store, 'a')).toThrow(expect.objectContaining({ code: 'BUNDLE_MALFORMED' }));
    storeBundle(store, 'a', bundleOf(descriptions.linear));
    const text = store.texts.get('a') as string;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), (at) => {
        store.setItem('b', text.slice(0, at));
        expect(() => readStoredBundle(store, 'b')).toThrow(expect.objectContaining({ name: 'BundleError' }));
      }),
      { numRuns: 50 },
    );
  });
});

describe('fetchBundle', () => {
  const bundle = bundleOf(descriptions.gaussian);
  const files = encodeBundle(bundle);
  const file = (more: Partial<FetchedFile> = {}): FetchedFile => ({
    ok: true,
    status: 200,
    text: () => Promise.resolve(files['model.json']),
    arrayBuffer: () => Promise.resolve(files['weights.bin'].slice().buffer as ArrayBuffer),
    ...more,
  });

  it('asks for the two files', async () => {
    const asked: string[] = [];
    const fetch = (url: string) => {
      asked.push(url);
      return Promise.resolve(file());
    };
    expect((await fetchBundle('/models/a/', { fetch })).weights).toEqual(bundle.weights);
    expect(asked).toEqual(['/models/a/model.json', '/models/a/weights.bin']);
  });

  it.each<[string, (url: string) => Promise<FetchedFile>, boolean]>([
    ['no network', () => Promise.reject(new Error('offline')), true],
    ['not there', () => Promise.resolve(file({ ok: false, status: 404 })), false],
    ['a busy server', () => Promise.resolve(file({ ok: false, status: 503 })), true],
    ['a broken answer', () => Promise.resolve(file({ text: () => Promise.reject(new Error('cut')) })), true],
  ])('%s is an error that says whether to try again', async (_, fetch, isRetryable) => {
    await expect(fetchBundle('/a', { fetch })).rejects.toThrow(
      expect.objectContaining({ code: 'BUNDLE_NOT_FOUND', isRetryable }),
    );
  });

  it('checks what it got', async () => {
    const short = () => Promise.resolve(file({ arrayBuffer: () => Promise.resolve(new ArrayBuffer(4)) }));
    await expect(fetchBundle('/a', { fetch: short })).rejects.toThrow(
      expect.objectContaining({ code: 'BUNDLE_TRUNCATED' }),
    );
  });
});
