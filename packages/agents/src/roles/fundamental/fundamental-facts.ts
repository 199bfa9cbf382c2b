import { baseAsset } from '../../base-asset';
import { contentHash } from '../../opinion/content-hash';
import type { Evidence, Json } from '../../opinion/evidence';

/** Numbers that the ratios are made of. All in US dollars but supplies, which are in units, and changes, which are fractions. */
export const fundamentalFields = [
  'marketCapUsd',
  'tvlUsd',
  'feesPerDayUsd',
  'revenuePerDayUsd',
  'chainVolumePerDayUsd',
  'circulatingSupply',
  'totalSupply',
  'activeAddresses',
  'tvlChange30d',
] as const;

export type FundamentalField = (typeof fundamentalFields)[number];

/** What was known of an asset at a moment. */
export interface FundamentalFacts {
  readonly instrumentId: string;
  readonly asOfMs: number;
  /** The latest value of each field that was received by then. */
  readonly values: Readonly<Partial<Record<FundamentalField, number>>>;
  /** Ids of the evidence that the values come from. */
  readonly evidence: readonly string[];
  /** When the oldest of the values came. `undefined` without values. */
  readonly oldestMs: number | undefined;
  /** SHA-256 of instrument, values and evidence: who has the hash can prove what was known. */
  readonly hash: string;
}

const fieldOf = (content: Json, field: string): unknown =>
  typeof content !== 'object' || content === null || Array.isArray(content) ? undefined : Reflect.get(content, field);

/** A field as it is called here, or as sources call it whose amounts are in what `quote` says. */
const rawOf = (content: Json, field: FundamentalField): unknown => {
  const value = fieldOf(content, field);
  if (value !== undefined || field !== 'marketCapUsd') return value;
  return fieldOf(content, 'quote') === 'usd' ? fieldOf(content, 'marketCap') : undefined;
};

/** Whether an item is about an instrument: it names it, or it names none and no other asset. */
const isAbout = ({ instrumentIds, content }: Evidence, instrumentId: string): boolean => {
  if (instrumentIds.length > 0) return instrumentIds.includes(instrumentId);
  const asset = fieldOf(content, 'asset');
  return asset === undefined || asset === baseAsset(instrumentId);
};

const numberOf = (content: Json, field: FundamentalField): number | undefined => {
  const value = rawOf(content, field);
  const isPossible = typeof value === 'number' && Number.isFinite(value) && (field === 'tvlChange30d' || value >= 0);
  return isPossible ? value : undefined;
};

/**
 * Returns what was known of an asset at a moment: of each field the value that was received last, and never one that came later.
 *
 * A value that was restated counts from the moment when the restatement was received. Of evidence of the kinds `fundamental` and
 * `on-chain` about the instrument, or about none; content with an `asset`, as `coinGeckoMarkets` of `@sigmax/adapters` gives it, is about the
 * instruments whose base it is. `marketCap` counts as `marketCapUsd` where `quote` is `usd`.
 *
 * - State: none. Cost: O(items × fields) and a SHA-256.
 *
 * @example
 * ```ts
 * import { evidence, fundamentalFacts } from '@sigmax/agents';
 * const item = (receivedAtMs: number, tvlUsd: number) =>
 *   evidence({ kind: 'fundamental', source: 'tvl', receivedAtMs, content: { tvlUsd } });
 * const known = [item(1_000, 50), item(9_000, 40)];
 * fundamentalFacts(known, 'demo:ETH/USDT', 8_999).values; // => { tvlUsd: 50 }
 * fundamentalFacts(known, 'demo:ETH/USDT', 9_000).values; // => { tvlUsd: 40 }
 * ```
 */
export const fundamentalFacts = (
  evidence: readonly Evidence[],
  instrumentId: string,
  asOfMs: number,
): FundamentalFacts => {
  const known = evidence
    .filter(({ kind }) => kind === 'fundamental' || kind === 'on-chain')
    .filter((item) => isAbout(item, instrumentId))
    .filter(({ receivedAtMs }) => receivedAtMs <= asOfMs)
    .toSorted((a, b) => a.receivedAtMs - b.receivedAtMs);
  const values: Partial<Record<FundamentalField, number>> = {};
  const from = new Map<FundamentalField, Evidence>();
  for (const item of known) {
    for (const field of fundamentalFields) {
      const value = numberOf(item.content, field);
      if (value === undefined) continue;
      values[field] = value;
      from.set(field, item);
    }
  }
  const used = [...new Set(from.values())];
  const ids = used.map(({ id }) => id).sort();
  return {
    instrumentId,
    asOfMs,
    values: Object.freeze(values),
    evidence: ids,
    oldestMs: used.length === 0 ? undefined : Math.min(...used.map(({ receivedAtMs }) => receivedAtMs)),
    hash: contentHash({
      instrumentId,
      values,
      evidence: used.map(({ id, contentHash: hash }) => `${id} ${hash}`).sort(),
    }),
  };
};
