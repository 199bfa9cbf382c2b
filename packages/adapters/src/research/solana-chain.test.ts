import { InvalidOptionsError, systemClock } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { readSource } from '../internal/sources/read-source';
import { describeFaults } from '../internal/sources/source-faults.test-helper';
import { solanaChain } from './solana-chain';

const nowMs = Date.UTC(2026, 10, 22, 11, 1);
const clock = { nowMs: () => nowMs, after: systemClock.after };
const account = '1'.repeat(32);

interface Node {
  readonly slot?: number;
  readonly balance?: number;
  /** Written into the text as it is: more digits than a number holds. */
  readonly supply?: string;
  readonly timeSeconds?: number | null;
  readonly fails?: boolean;
}

const answer = (node: Node, body: string): string => {
  const { id, method } = JSON.parse(body) as { id: number; method: string };
  const { slot = 400_000_000, balance = 709_301_491_443, supply = '614872945123456789' } = node;
  const { timeSeconds = Date.UTC(2026, 10, 22, 11) / 1_000 } = node;
  const context = { apiVersion: '2.1.21', slot };
  const wrap = (result: string): string => `{"jsonrpc":"2.0","id":${id},"result":${result}}`;
  if (method === 'getSlot') return wrap(String(slot));
  if (method === 'getBlockTime') {
    if (timeSeconds !== null) return wrap(String(timeSeconds));
    return `{"jsonrpc":"2.0","id":${id},"error":{"code":-32009,"message":"Slot was skipped"}}`;
  }
  if (method === 'getBalance') return wrap(JSON.stringify({ context, value: balance }));
  const value = `{"total":${supply},"circulating":${supply},"nonCirculating":0,"nonCirculatingAccounts":[]}`;
  return wrap(`{"context":${JSON.stringify(context)},"value":${value}}`);
};

const own = { id: 'solana', asset: 'SOL', balances: { treasury: account }, hasSupply: true };

describeFaults({
  name: 'solanaChain',
  make: (url, options) =>
    solanaChain({ ...own, endpoints: [`${url}/?api-key=c0ffee-key-1234`], ...options, maximumAgeMs: 7_200_000 }),
  // A supply that JavaScript's own JSON, with which bodies are changed here, writes back as it was.
  good: ({ body }) => answer({ supply: '614872945123456' }, body),
  contentType: 'application/json',
  secrets: ['c0ffee-key-1234'],
});

const read = (all: Readonly<Record<string, Node>>, options = {}) => {
  const fetch = async (input: unknown, init?: RequestInit) => {
    const node = all[new URL(String(input)).hostname.split('.')[0] ?? ''] ?? {};
    return node.fails === true ? new Response('', { status: 500 }) : new Response(answer(node, String(init?.body)));
  };
  const endpoints = Object.keys(all).map((label) => `https://${label}.example.org`);
  return readSource(solanaChain({ ...own, endpoints, fetch: fetch as typeof globalThis.fetch, ...options }), { clock });
};

describe('solanaChain', () => {
  it('reads slot, balance and supply with every digit', async () => {
    const [item] = await read({ a: {} });
    expect(item).toMatchObject({ kind: 'on-chain', assets: ['SOL'], publishedAtMs: Date.UTC(2026, 10, 22, 11) });
    expect(item?.content).toEqual({
      chain: 'solana',
      slot: 400_000_000,
      slotTimeMs: Date.UTC(2026, 10, 22, 11),
      balancesLamports: { treasury: '709301491443' },
      totalSupplyLamports: '614872945123456789',
      circulatingSupplyLamports: '614872945123456789',
    });
  });

  it('takes a slot without a time as one', async () => {
    const [item] = await read({ a: { timeSeconds: null } }, { hasSupply: false, balances: {} });
    expect(item).toMatchObject({ publishedAtMs: undefined, dateProblem: 'missing' });
    expect(item?.content).toEqual({ chain: 'solana', slot: 400_000_000 });
  });

  it.each<[string, Record<string, Node>, number, string | number]>([
    ['slots a few apart', { a: {}, b: { slot: 400_000_010, supply: '614872945123450000' } }, 2, 400_000_000],
    ['two of three', { a: { balance: 1 }, b: { slot: 400_000_001 }, c: {} }, 2, 400_000_001],
    ['one fails', { a: { fails: true }, b: {}, c: {} }, 2, 400_000_000],
    ['another balance', { a: {}, b: { balance: 1 } }, 2, 'NO_QUORUM'],
    ['another supply', { a: {}, b: { supply: '614882945123456789' } }, 2, 'NO_QUORUM'],
    ['slots far apart', { a: {}, b: { slot: 400_000_151 } }, 2, 'NO_QUORUM'],
    ['a node that stands still', { a: { timeSeconds: 1_795_300_000 } }, 1, 'STALE'],
    ['a balance that is none', { a: { balance: -5 } }, 1, 'UNEXPECTED_SHAPE'],
    ['a slot that is none', { a: { slot: 1.5 } }, 1, 'UNEXPECTED_SHAPE'],
  ])('%s', async (_, all, quorum, expected) => {
    const items = read(all, { quorum });
    if (typeof expected === 'string') await expect(items).rejects.toMatchObject({ code: expected });
    else expect((await items)[0]?.content).toMatchObject({ slot: expected });
  });

  it.each([{ balances: { x: '0x12' } }, { endpoints: ['example.org'] }, { quorum: 5 }])('refuses %o', (options) => {
    expect(() => solanaChain({ ...own, endpoints: ['https://a.example.org'], ...options })).toThrow(
      InvalidOptionsError,
    );
  });
});
