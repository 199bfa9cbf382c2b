import { InvalidOptionsError, systemClock } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { readSource } from '../internal/sources/read-source';
import { describeFaults } from '../internal/sources/source-faults.test-helper';
import { evmChain } from './evm-chain';

const nowMs = Date.UTC(2026, 10, 22, 11, 1);
const clock = { nowMs: () => nowMs, after: systemClock.after };
const wallet = `0x${'ab'.repeat(20)}`;
const word = (value: bigint): string => `0x${value.toString(16).padStart(64, '0')}`;
const hex = (value: number): string => `0x${value.toString(16)}`;
const wei = 123_456_789_012_345_678_901n;

/** A node as it is told. */
interface Node {
  readonly head?: number;
  readonly hash?: bigint;
  readonly balance?: bigint;
  readonly blockTimeMs?: number;
  readonly hangs?: boolean;
  readonly fails?: boolean;
  /** An old chain has no base fee. */
  readonly isLegacy?: boolean;
}

const result = (node: Node, method: string, params: readonly unknown[]): unknown => {
  const { head = 1_002, hash = 7n, balance = wei, blockTimeMs = Date.UTC(2026, 10, 22, 11) } = node;
  if (method === 'eth_blockNumber') return hex(head);
  if (method === 'eth_getBalance') return `0x${balance.toString(16)}`;
  if (method === 'eth_getLogs') return [{ data: word(5n) }, { data: word(2n ** 255n) }];
  if (Number(params[0]) > head) return null;
  return {
    number: params[0],
    hash: word(hash),
    timestamp: hex(blockTimeMs / 1_000),
    gasUsed: hex(15_000_000),
    gasLimit: hex(30_000_000),
    ...(node.isLegacy === true ? {} : { baseFeePerGas: hex(2_000_000_000) }),
  };
};

const answer = (node: Node, body: string): string => {
  const { id, method, params } = JSON.parse(body) as { id: number; method: string; params: unknown[] };
  return JSON.stringify({ jsonrpc: '2.0', id, result: result(node, method, params) });
};

/** Nodes behind one fetch, by the first label of their host. */
const nodes = (all: Readonly<Record<string, Node>>) => {
  const asked: string[] = [];
  const fetch = async (input: unknown, init?: RequestInit) => {
    const url = new URL(String(input));
    const label = url.hostname.split('.')[0] ?? '';
    const node = all[label] ?? {};
    asked.push(`${label} ${(JSON.parse(String(init?.body)) as { method: string }).method}`);
    if (node.hangs === true) return new Promise<Response>(() => undefined);
    if (node.fails === true) return new Response('no', { status: 500 });
    return new Response(answer(node, String(init?.body)));
  };
  const endpoints = Object.keys(all).map((label) => `https://${label}.example.org/rpc`);
  return { asked, endpoints, fetch: fetch as typeof globalThis.fetch };
};

const own = {
  id: 'ethereum',
  asset: 'ETH',
  balances: { 'cold wallet': wallet },
  logs: { transfers: { address: wallet, topics: [word(1n), null], blocks: 10 } },
};

describeFaults({
  name: 'evmChain',
  make: (url, options) =>
    evmChain({ ...own, endpoints: [`${url}/v2/c0ffee-key-1234`], ...options, maximumAgeMs: 7_200_000 }),
  good: ({ body }) => answer({}, body),
  contentType: 'application/json',
  secrets: ['c0ffee-key-1234'],
  dates: { format: 'hex-seconds', fields: ['timestamp'] },
});

const read = (all: Readonly<Record<string, Node>>, options = {}) => {
  const { asked, endpoints, fetch } = nodes(all);
  const source = evmChain({ ...own, endpoints, fetch, endpointTimeoutMs: 50, ...options });
  return { asked, source, items: readSource(source, { clock }) };
};

describe('evmChain', () => {
  it('reads one block with every digit', async () => {
    const { items, asked } = read({ a: {} });
    const [item] = await items;
    expect(item).toMatchObject({ kind: 'on-chain', trust: 'listed', assets: ['ETH'], guid: 'head' });
    expect(item?.content).toEqual({
      chain: 'evm',
      blockNumber: 1_000,
      blockHash: word(7n),
      blockTimeMs: Date.UTC(2026, 10, 22, 11),
      gasUsed: '15000000',
      gasLimit: '30000000',
      baseFeePerGasWei: '2000000000',
      balancesWei: { 'cold wallet': String(wei) },
      logs: { transfers: { count: 2, sum: String(5n + 2n ** 255n) } },
    });
    expect(asked).toEqual(['a eth_blockNumber', 'a eth_getBlockByNumber', 'a eth_getBalance', 'a eth_getLogs']);
  });

  it('reads a chain without a base fee', async () => {
    const [item] = await read({ a: { isLegacy: true } }).items;
    expect(item?.content).not.toHaveProperty('baseFeePerGasWei');
  });

  it.each<[string, Record<string, Node>, number, string | number]>([
    ['two of three agree', { a: {}, b: { balance: 1n }, c: {} }, 2, 1_000],
    ['one is ahead', { a: {}, b: { head: 2_000 }, c: {} }, 3, 1_000],
    ['one hangs behind and is outvoted', { a: { head: 1_005 }, b: { head: 10 }, c: {} }, 2, 1_000],
    ['one hangs', { a: { hangs: true }, b: {}, c: {} }, 2, 1_000],
    ['one fails', { a: { fails: true }, b: {}, c: {} }, 2, 1_000],
    ['all differ', { a: { balance: 1n }, b: { balance: 2n }, c: { balance: 3n } }, 2, 'NO_QUORUM'],
    ['a block of another fork', { a: { hash: 8n }, b: {} }, 2, 'NO_QUORUM'],
    ['too many fail', { a: { fails: true }, b: { hangs: true }, c: {} }, 2, 'NO_QUORUM'],
    ['all hang', { a: { hangs: true }, b: { hangs: true } }, 1, 'NO_QUORUM'],
    ['a node that stands still', { a: { blockTimeMs: nowMs - 3_600_000 } }, 1, 'STALE'],
  ])('%s', async (_, all, quorum, expected) => {
    const { items, source } = read(all, { quorum });
    expect(source.trust).toBe(quorum >= 2 ? 'measured' : 'listed');
    if (typeof expected === 'string') {
      await expect(items).rejects.toMatchObject({ code: expected, isRetryable: true });
      return;
    }
    const [item] = await items;
    expect(item?.content).toMatchObject({ blockNumber: expected, balancesWei: { 'cold wallet': String(wei) } });
  });

  it('takes an address with a part that is no encoding', () => {
    expect(evmChain({ ...own, endpoints: ['https://a.example.org/%zz/%E0%A4%A'] }).id).toBe('ethereum');
  });

  it('says how many agreed and what the others failed with', async () => {
    await expect(read({ a: { fails: true }, b: {}, c: { balance: 1n } }, { quorum: 2 }).items).rejects.toMatchObject({
      message: 'ethereum: 1 of 3 endpoints say the same, 2 are needed, 1 failed (SERVER_FAILED).',
      context: { endpoints: 3, quorum: 2, agreeing: 1, codes: ['SERVER_FAILED'] },
    });
  });

  it.each([
    { endpoints: [] },
    { endpoints: ['ftp://example.org'] },
    { endpoints: ['https://a.example.org', 'https://a.example.org'] },
    { quorum: 2 },
    { quorum: 0 },
    { balances: { x: '0x12' } },
    { logs: { x: { address: wallet, topics: ['0x1'] } } },
    { headers: { 'x-api-key': 'k' }, endpoints: ['http://example.org'] },
    { asset: 'eth' },
    { headers: { 'x-api-key': 'a\nb' } },
  ])('refuses %o', (options) => {
    expect(() => evmChain({ ...own, endpoints: ['https://a.example.org'], ...options })).toThrow(InvalidOptionsError);
  });
});
