import { expect, it } from 'vitest';
import { memoryStore } from './memory-store';

it('keeps the text that was written last', () => {
  const store = memoryStore();
  expect(store.read()).toBeUndefined();
  store.write('one');
  store.write('');
  expect(store.read()).toBe('');
  expect(memoryStore('given').read()).toBe('given');
});
