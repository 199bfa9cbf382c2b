import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type PostgresClient, withClient } from './postgres-pool';

/** A pool of one connection that says how it was given back. */
const poolOf = () => {
  const released: (Error | undefined)[] = [];
  const client = Object.assign(new EventEmitter(), {
    query: async () => ({ rows: [] }),
    release: (error?: Error) => void released.push(error),
  });
  return { client, released, pool: { connect: async () => client as unknown as PostgresClient } };
};

describe('a connection', () => {
  it('is given back after work, good or bad', async () => {
    const { pool, released, client } = poolOf();
    const { signal } = new AbortController();
    expect(await withClient(pool, signal, async () => 7)).toBe(7);
    await expect(withClient(pool, signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(released).toEqual([undefined, undefined]);
    expect(client.listenerCount('error')).toBe(0);
  });

  it('is dropped, once, when nobody waits any more', async () => {
    const { pool, released } = poolOf();
    const controller = new AbortController();
    let end = (): void => {};
    const work = withClient(pool, controller.signal, () => new Promise<void>((resolve) => (end = resolve)));
    await new Promise((resolve) => setTimeout(resolve, 1));
    controller.abort();
    expect(released).toEqual([expect.any(Error)]);
    end();
    await work;
    expect(released.length).toBe(1);
  });

  it('that comes too late is given back unused', async () => {
    const { pool, released } = poolOf();
    const controller = new AbortController();
    controller.abort();
    let isUsed = false;
    const work = withClient(pool, controller.signal, async () => {
      isUsed = true;
    });
    await expect(work).rejects.toThrow();
    expect([released.length, isUsed]).toEqual([1, false]);
  });

  it('that breaks is no event that nobody hears', async () => {
    const { pool, client } = poolOf();
    await withClient(pool, new AbortController().signal, async () => client.emit('error', new Error('broken pipe')));
  });
});
