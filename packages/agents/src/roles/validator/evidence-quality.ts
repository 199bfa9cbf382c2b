import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Evidence, Json } from '../../opinion/evidence';

/** A kind of evidence that a decision needs. */
export interface EvidenceNeed {
  readonly kind: string;
  /** The latest item may be as old as this. */
  readonly maximumAgeMs: number;
  /** From how many sources it has to come. Defaults to 1. */
  readonly minimumSources?: number | undefined;
}

/** Bounds of a number in the content of a kind: what is outside cannot be. */
export interface FieldRule {
  readonly kind: string;
  readonly field: string;
  readonly minimum: number;
  readonly maximum: number;
}

export interface QualityRules {
  readonly needs: readonly EvidenceNeed[];
  /** Defaults to none. */
  readonly fields?: readonly FieldRule[] | undefined;
  /** Relative difference of the same number in two sources that is no contradiction. */
  readonly agreementTolerance: number;
}

/** How good what is known is; every part is 0 to 1. */
export interface EvidenceQuality {
  /** Share of needs with enough sources. */
  readonly completeness: number;
  /** Mean over the needs that are met at all of min(1, maximumAgeMs / age of the latest). */
  readonly freshness: number;
  /** Share of items without an impossible number or time. */
  readonly consistency: number;
  /** Mean over numbers that several sources give of min(1, tolerance / relative spread); 1 where nothing can be compared. */
  readonly agreement: number;
  /** The least of the four. */
  readonly quality: number;
  /** Kinds that are missing, too old, or of too few sources. */
  readonly gaps: readonly string[];
}

const amount = z.number().positive();

const rulesSchema = z.strictObject({
  needs: z
    .array(
      z.strictObject({ kind: z.string().min(1), maximumAgeMs: amount, minimumSources: z.int().positive().default(1) }),
    )
    .min(1),
  fields: z
    .array(z.strictObject({ kind: z.string(), field: z.string(), minimum: z.number(), maximum: z.number() }))
    .default([]),
  agreementTolerance: amount.max(1),
});

type Rules = z.output<typeof rulesSchema>;

/** Rules after their check. */
export const readQualityRules = (rules: QualityRules, what: string): Rules => parseOptions(rulesSchema, rules, what);

const mean = (values: readonly number[], otherwise: number): number =>
  values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length;

const fieldOf = (content: Json, field: string): unknown =>
  typeof content === 'object' && content !== null ? Reflect.get(content, field) : undefined;

const isConsistent = ({ kind, content, publishedAtMs, receivedAtMs }: Evidence, fields: Rules['fields']): boolean => {
  if (publishedAtMs !== undefined && !(publishedAtMs <= receivedAtMs)) return false;
  return fields
    .filter((rule) => rule.kind === kind)
    .every(({ field, minimum, maximum }) => {
      const value = fieldOf(content, field);
      return value === undefined || (typeof value === 'number' && value >= minimum && value <= maximum);
    });
};

/** The latest numbers of each kind and field by source. */
const numbersBySource = (evidence: readonly Evidence[]): ReadonlyMap<string, ReadonlyMap<string, number>> => {
  const found = new Map<string, Map<string, number>>();
  for (const { kind, source, content } of evidence) {
    if (typeof content !== 'object' || content === null || Array.isArray(content)) continue;
    for (const [field, value] of Object.entries(content)) {
      if (typeof value !== 'number') continue;
      const key = `${kind} ${field}`;
      found.set(key, (found.get(key) ?? new Map()).set(source, value));
    }
  }
  return found;
};

const agreementOf = (evidence: readonly Evidence[], tolerance: number): number => {
  const compared = [...numbersBySource(evidence).values()].filter((bySource) => bySource.size > 1);
  return mean(
    compared.map((bySource) => {
      const values = [...bySource.values()];
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const size = Math.max(Math.abs(low), Math.abs(high));
      const spread = size === 0 ? 0 : (high - low) / size;
      return spread <= tolerance ? 1 : tolerance / spread;
    }),
    1,
  );
};

/** As `evidenceQuality`, with rules that were checked before. */
export const qualityBy = (evidence: readonly Evidence[], timeMs: number, rules: Rules): EvidenceQuality => {
  const known = evidence
    .filter(({ receivedAtMs }) => receivedAtMs <= timeMs)
    .toSorted((a, b) => a.receivedAtMs - b.receivedAtMs);
  const relevant = known.filter(({ kind }) => rules.needs.some((need) => need.kind === kind));
  const states = rules.needs.map(({ kind, maximumAgeMs, minimumSources }) => {
    const items = relevant.filter((one) => one.kind === kind);
    const fresh = items.filter(({ receivedAtMs }) => timeMs - receivedAtMs <= maximumAgeMs);
    const ageMs = items.length === 0 ? undefined : timeMs - Math.max(...items.map((one) => one.receivedAtMs));
    return {
      kind,
      isThere: new Set(items.map(({ source }) => source)).size >= minimumSources,
      isFresh: new Set(fresh.map(({ source }) => source)).size >= minimumSources,
      freshness: ageMs === undefined ? undefined : ageMs <= maximumAgeMs ? 1 : maximumAgeMs / ageMs,
    };
  });
  const completeness = mean(
    states.map(({ isThere }) => Number(isThere)),
    0,
  );
  const freshness = mean(
    states.flatMap((state) => state.freshness ?? []),
    0,
  );
  const consistency = mean(
    relevant.map((one) => Number(isConsistent(one, rules.fields))),
    0,
  );
  const agreement = agreementOf(relevant, rules.agreementTolerance);
  return {
    completeness,
    freshness,
    consistency,
    agreement,
    quality: Math.min(completeness, freshness, consistency, agreement),
    gaps: states.filter(({ isFresh }) => !isFresh).map(({ kind }) => kind),
  };
};

/**
 * Measures how complete, fresh, consistent and unanimous evidence is at a moment.
 *
 * quality = min(completeness, freshness, consistency, agreement): one bad part is not made up for by the others.
 *
 * - Units: ms; `agreementTolerance` is a fraction. State: none. Cost: O(n log n). Items received later are not looked at.
 *
 * @throws {InvalidOptionsError} a rule is missing or out of range.
 * @example
 * ```ts
 * import { evidence, evidenceQuality } from '@sigmax/agents';
 * const price = (source: string, usd: number) =>
 *   evidence({ kind: 'fundamental', source, receivedAtMs: 1_000, content: { usd } });
 * const rules = {
 *   needs: [{ kind: 'fundamental', maximumAgeMs: 60_000, minimumSources: 2 }],
 *   agreementTolerance: 0.01,
 * };
 * evidenceQuality([price('a', 100), price('b', 100.5)], 2_000, rules).quality; // => 1
 * evidenceQuality([price('a', 100), price('b', 75)], 2_000, rules).agreement; // => 0.04
 * evidenceQuality([price('a', 100)], 2_000, rules).gaps; // => ['fundamental']
 * ```
 */
export const evidenceQuality = (evidence: readonly Evidence[], timeMs: number, rules: QualityRules): EvidenceQuality =>
  qualityBy(evidence, timeMs, readQualityRules(rules, 'evidenceQuality'));
