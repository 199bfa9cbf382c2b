import { canonicalJson } from '@sigmax/core';
import { z } from 'zod';
import { paceOf } from '../internal/http/http-options';
import { parseSourceOptions } from '../internal/http/parse-source-options';
import { fieldOf, textOf } from '../internal/sources/json-fields';
import { unexpectedShape } from '../internal/sources/read-rows';
import type { Json, Source, SourceCall } from '../internal/sources/source';
import { type ChainOptions, chainFields, rpcEndpoints } from './chain-options';
import { evmNumber, evmQuantity, toHex } from './evm-values';
import { type RpcEndpoint, rpcCall } from './json-rpc';
import { agreed, askAll, tooFew } from './quorum';
import { requireRecent } from './require-recent';

/** Logs of contracts that are counted in each look. */
export interface EvmLogFilter {
  readonly address: string;
  /** As `eth_getLogs` takes them: the event first; `null` for any. */
  readonly topics?: readonly (string | null)[] | undefined;
  /** How many blocks up to the latest are looked through. Defaults to 25. */
  readonly blocks?: number | undefined;
}

export interface EvmChainOptions extends ChainOptions {
  /** Blocks that a block has to have above it, so that nodes agree on it. Defaults to 2. */
  readonly confirmations?: number | undefined;
  /** Addresses whose balance is read, by a name of yours. */
  readonly balances?: Readonly<Record<string, string>> | undefined;
  /** Logs that are counted, by a name of yours. */
  readonly logs?: Readonly<Record<string, EvmLogFilter>> | undefined;
}

const address = z.string().regex(/^0x[\da-fA-F]{40}$/, 'expected 0x and 40 hexadecimal digits');
const topic = z.string().regex(/^0x[\da-fA-F]{64}$/, 'expected 0x and 64 hexadecimal digits');
const name = z.string().regex(/^[\w .:/-]{1,60}$/, 'expected a short name');

const schema = z.strictObject({
  ...chainFields(),
  confirmations: z.int().nonnegative().max(1_000).default(2),
  balances: z.record(name, address).default({}),
  logs: z
    .record(
      name,
      z.strictObject({
        address,
        topics: z.array(topic.nullable()).max(4).default([]),
        blocks: z.int().positive().max(10_000).default(25),
      }),
    )
    .default({}),
});

type Settings = z.output<typeof schema>;

/** What one node says of one block. */
interface BlockReading {
  readonly hash: string;
  readonly timeSeconds: number;
  readonly content: Readonly<Record<string, Json>>;
}

const wordPattern = /^0x[\da-fA-F]{64}$/;

/** How many logs there are and, where each carries one number, such as the amount of a transfer, their sum. */
const readLogs = (source: string, logs: unknown): Json => {
  if (!Array.isArray(logs)) throw unexpectedShape(source, 'the logs are no list');
  const words = logs.map((log) => textOf(log, 'data') ?? '');
  if (words.length === 0 || !words.every((word) => wordPattern.test(word))) return { count: words.length };
  return { count: words.length, sum: String(words.reduce((sum, word) => sum + BigInt(word), 0n)) };
};

const readBlock = async (
  endpoint: RpcEndpoint,
  settings: Settings,
  height: number,
  call: SourceCall,
): Promise<BlockReading> => {
  const { id } = settings;
  const at = toHex(height);
  const ask = (method: string, params: readonly unknown[]) => rpcCall(endpoint, method, params, call);
  const block = await ask('eth_getBlockByNumber', [at, false]);
  const hash = textOf(block, 'hash');
  if (hash === undefined || !wordPattern.test(hash)) throw unexpectedShape(id, `block ${height} has no hash`);
  if (evmNumber(id, 'the height', fieldOf(block, 'number')) !== height) {
    throw unexpectedShape(id, `block ${height} came with another height`);
  }
  const timeSeconds = evmNumber(id, 'the time', fieldOf(block, 'timestamp'));
  const baseFee = fieldOf(block, 'baseFeePerGas');
  const [balances, logs] = await Promise.all([
    Promise.all(
      Object.entries(settings.balances).map(async ([label, account]) => {
        const balance = await ask('eth_getBalance', [account, at]);
        return [label, String(evmQuantity(id, `the balance of ${label}`, balance))] as const;
      }),
    ),
    Promise.all(
      Object.entries(settings.logs).map(async ([label, { address: contract, topics, blocks }]) => {
        const range = { fromBlock: toHex(Math.max(0, height - blocks + 1)), toBlock: at, address: contract, topics };
        return [label, readLogs(id, await ask('eth_getLogs', [range]))] as const;
      }),
    ),
  ]);
  const content: Record<string, Json> = {
    chain: 'evm',
    blockNumber: height,
    blockHash: hash,
    blockTimeMs: timeSeconds * 1_000,
    gasUsed: String(evmQuantity(id, 'the gas used', fieldOf(block, 'gasUsed'))),
    gasLimit: String(evmQuantity(id, 'the gas limit', fieldOf(block, 'gasLimit'))),
  };
  // Chains without EIP-1559 have none.
  if (baseFee !== undefined && baseFee !== null) {
    content.baseFeePerGasWei = String(evmQuantity(id, 'the base fee', baseFee));
  }
  if (balances.length > 0) content.balancesWei = Object.fromEntries(balances);
  if (logs.length > 0) content.logs = Object.fromEntries(logs);
  return { hash, timeSeconds, content };
};

/**
 * The latest block of a chain that speaks Ethereum's JSON-RPC, with gas, balances and logs at exactly that block.
 *
 * Content: `{ chain, blockNumber, blockHash, blockTimeMs, gasUsed, gasLimit, baseFeePerGasWei?, balancesWei?, logs? }`; amounts are decimal texts
 * of the smallest unit, with every digit. All endpoints are asked at once: the block is the highest that `quorum` of them have, less
 * `confirmations`, and what at least `quorum` of them say alike of it counts. Fewer are `NO_QUORUM`, a block that is too old is `STALE`.
 *
 * - Trust: `measured` where two or more agreed, else `listed`.
 * - Cost: 2 requests a look and endpoint, and one for each balance and log filter.
 *
 * Source: Ethereum execution APIs, `eth_blockNumber`, `eth_getBlockByNumber`, `eth_getBalance`, `eth_getLogs`.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts no-run
 * import { evmChain, pollSources } from '@sigmax/adapters/research';
 * const chain = evmChain({
 *   id: 'ethereum',
 *   endpoints: ['https://one.example.org/rpc', 'https://two.example.org/rpc', 'https://three.example.org/rpc'],
 *   quorum: 2,
 *   asset: 'ETH',
 *   balances: { 'cold wallet': '0x0000000000000000000000000000000000000001' },
 * });
 * pollSources([chain]).subscribe((event) => console.log(event));
 * ```
 */
export const evmChain = (options: EvmChainOptions): Source => {
  const settings = parseSourceOptions(schema, options, 'evmChain');
  const { id, quorum, endpointTimeoutMs, maximumAgeMs, asset, confirmations } = settings;
  const endpoints = rpcEndpoints('evmChain', settings);
  return {
    id,
    trust: quorum >= 2 ? 'measured' : 'listed',
    ...paceOf(settings),
    open: () => ({
      poll: async (call) => {
        const heads = await askAll(id, endpoints, endpointTimeoutMs, call, async (endpoint, own) =>
          evmNumber(id, 'the latest block', await rpcCall(endpoint, 'eth_blockNumber', [], own)),
        );
        // The highest that enough endpoints have reached.
        const head = [...heads.answers].sort((a, b) => b - a)[quorum - 1];
        if (head === undefined) throw tooFew(id, endpoints.length, quorum, heads.errors, heads.answers.length);
        const height = Math.max(0, head - confirmations);
        const readings = await askAll(id, heads.from, endpointTimeoutMs, call, (endpoint, own) =>
          readBlock(endpoint, settings, height, own),
        );
        const isSame = (a: BlockReading, b: BlockReading): boolean =>
          canonicalJson(a.content) === canonicalJson(b.content);
        const { timeSeconds, content } = agreed(
          id,
          endpoints.length,
          quorum,
          { ...readings, errors: [...heads.errors, ...readings.errors] },
          isSame,
        );
        const publishedAtMs = timeSeconds * 1_000;
        requireRecent(id, publishedAtMs, maximumAgeMs, call);
        const assets = asset === undefined ? [] : [asset];
        const draft = {
          kind: 'on-chain',
          guid: 'head',
          text: undefined,
          isDateUnreadable: false,
          publishedAtMs,
          assets,
          content,
        };
        return { drafts: [draft], refused: [], leftOut: 0, isUnchanged: false };
      },
    }),
  };
};
