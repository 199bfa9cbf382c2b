import { z } from 'zod';
import { paceOf } from '../internal/http/http-options';
import { parseSourceOptions } from '../internal/http/parse-source-options';
import { countedDate } from '../internal/sources/draft-date';
import { fieldOf } from '../internal/sources/json-fields';
import { unexpectedShape } from '../internal/sources/read-rows';
import type { Json, Source, SourceCall } from '../internal/sources/source';
import { SourceError } from '../internal/sources/source-error';
import { type ChainOptions, chainFields, rpcEndpoints } from './chain-options';
import { type RpcEndpoint, rpcCall } from './json-rpc';
import { agreed, askAll } from './quorum';
import { requireRecent } from './require-recent';

export interface SolanaChainOptions extends ChainOptions {
  /** Accounts whose balance is read, by a name of yours. */
  readonly balances?: Readonly<Record<string, string>> | undefined;
  /** Whether the supply is read: a heavy request, which some nodes refuse. Defaults to false. */
  readonly hasSupply?: boolean | undefined;
}

const account = z.string().regex(/^[1-9A-HJ-NP-Za-km-z]{32,44}$/, 'expected an address in base 58');

const schema = z.strictObject({
  ...chainFields(),
  balances: z.record(z.string().regex(/^[\w .:/-]{1,60}$/, 'expected a short name'), account).default({}),
  hasSupply: z.boolean().default(false),
});

type Settings = z.output<typeof schema>;

/** What one node says. Amounts are in lamports, 10^−9 SOL. */
interface SlotReading {
  readonly slot: number;
  readonly timeMs: number | undefined;
  readonly balances: Readonly<Record<string, string>>;
  readonly supply: { readonly total: bigint; readonly circulating: bigint } | undefined;
}

/** Supplies of two slots differ by what was burnt in between, which is less than this part of them. */
const supplyParts = 1_000_000n;

const finalized = { commitment: 'finalized' } as const;

/** A whole number, which is a text where it has many digits. */
const lamports = (source: string, what: string, value: unknown): bigint => {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text === 'string' && /^\d{1,30}$/.test(text)) return BigInt(text);
  throw unexpectedShape(source, `${what} is no amount`);
};

const readTime = async (endpoint: RpcEndpoint, slot: number, call: SourceCall): Promise<number | undefined> => {
  try {
    return countedDate(await rpcCall(endpoint, 'getBlockTime', [slot], call)).publishedAtMs;
  } catch (error) {
    // A slot without a block has no time, which nodes answer with an error.
    if (error instanceof SourceError && error.code === 'REFUSED') return undefined;
    throw error;
  }
};

const readSupply = async (endpoint: RpcEndpoint, source: string, call: SourceCall): Promise<SlotReading['supply']> => {
  const params = [{ ...finalized, excludeNonCirculatingAccountsList: true }];
  const value = fieldOf(await rpcCall(endpoint, 'getSupply', params, call), 'value');
  return {
    total: lamports(source, 'the total supply', fieldOf(value, 'total')),
    circulating: lamports(source, 'the circulating supply', fieldOf(value, 'circulating')),
  };
};

const readSlot = async (endpoint: RpcEndpoint, settings: Settings, call: SourceCall): Promise<SlotReading> => {
  const { id } = settings;
  const slot = await rpcCall(endpoint, 'getSlot', [finalized], call);
  if (typeof slot !== 'number' || !Number.isSafeInteger(slot) || slot < 0)
    throw unexpectedShape(id, 'the slot is none');
  const [timeMs, supply, balances] = await Promise.all([
    readTime(endpoint, slot, call),
    settings.hasSupply ? readSupply(endpoint, id, call) : undefined,
    Promise.all(
      Object.entries(settings.balances).map(async ([label, address]) => {
        const answer = await rpcCall(endpoint, 'getBalance', [address, finalized], call);
        return [label, String(lamports(id, `the balance of ${label}`, fieldOf(answer, 'value')))] as const;
      }),
    ),
  ]);
  return { slot, timeMs, supply, balances: Object.fromEntries(balances) };
};

const isNear = (a: bigint, b: bigint): boolean => (a > b ? a - b : b - a) * supplyParts <= a;

/** Slots that two nodes may be apart and still say the same, about a minute. */
const mostSlotsApart = 150;

const isSame = (a: SlotReading, b: SlotReading): boolean =>
  Math.abs(a.slot - b.slot) <= mostSlotsApart &&
  JSON.stringify(a.balances) === JSON.stringify(b.balances) &&
  (a.supply === undefined || b.supply === undefined
    ? a.supply === b.supply
    : isNear(a.supply.total, b.supply.total) && isNear(a.supply.circulating, b.supply.circulating));

const contentOf = ({ slot, timeMs, balances, supply }: SlotReading): Json => ({
  chain: 'solana',
  slot,
  ...(timeMs === undefined ? {} : { slotTimeMs: timeMs }),
  ...(Object.keys(balances).length === 0 ? {} : { balancesLamports: balances }),
  ...(supply === undefined
    ? {}
    : { totalSupplyLamports: String(supply.total), circulatingSupplyLamports: String(supply.circulating) }),
});

/**
 * The latest final slot of Solana, with balances and the supply.
 *
 * Content: `{ chain, slot, slotTimeMs?, balancesLamports?, totalSupplyLamports?, circulatingSupplyLamports? }`; amounts are decimal texts with every
 * digit. Nodes cannot be asked about one slot, so they agree where their slots are at most 150 apart, balances are equal and supplies
 * differ by less than a millionth; what the first of those that agree says is taken. Fewer than `quorum` are `NO_QUORUM`, a slot whose
 * time is too old is `STALE`.
 *
 * - Trust: `measured` where two or more agreed, else `listed`.
 * - Cost: 2 requests a look and endpoint, one more for each balance and for the supply.
 *
 * Source: Solana, RPC HTTP methods `getSlot`, `getBlockTime`, `getBalance`, `getSupply`.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts no-run
 * import { readSource, solanaChain } from '@sigmax/adapters/research';
 * const chain = solanaChain({ id: 'solana', endpoints: ['https://one.example.org'], asset: 'SOL', hasSupply: true });
 * console.log((await readSource(chain))[0]?.content);
 * ```
 */
export const solanaChain = (options: SolanaChainOptions): Source => {
  const settings = parseSourceOptions(schema, options, 'solanaChain');
  const { id, quorum, endpointTimeoutMs, maximumAgeMs, asset } = settings;
  const endpoints = rpcEndpoints('solanaChain', settings);
  return {
    id,
    trust: quorum >= 2 ? 'measured' : 'listed',
    ...paceOf(settings),
    open: () => ({
      poll: async (call) => {
        const readings = await askAll(id, endpoints, endpointTimeoutMs, call, (endpoint, own) =>
          readSlot(endpoint, settings, own),
        );
        const reading = agreed(id, endpoints.length, quorum, readings, isSame);
        if (reading.timeMs !== undefined) requireRecent(id, reading.timeMs, maximumAgeMs, call);
        const draft = {
          kind: 'on-chain',
          guid: 'head',
          text: undefined,
          publishedAtMs: reading.timeMs,
          isDateUnreadable: false,
          assets: asset === undefined ? [] : [asset],
          content: contentOf(reading),
        };
        return { drafts: [draft], refused: [], leftOut: 0, isUnchanged: false };
      },
    }),
  };
};
