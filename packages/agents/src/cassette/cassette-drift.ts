import { canonicalJson } from '@sigmax/core';
import type { Cassette } from './cassette';
import type { CassetteEntry } from './cassette-entry';

export interface CassetteDrift {
  /** Keys that only the earlier cassette has, and only the later one. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  /** Asked the same, answered otherwise. */
  readonly changed: readonly { readonly key: string; readonly before: string; readonly after: string }[];
  readonly unchangedCount: number;
}

const said = ({ reply, failure }: CassetteEntry): string =>
  reply === undefined ? `${failure?.code}: ${failure?.message}` : reply.text;

/** What was said, without what it cost. */
const outcomeOf = ({ reply, failure }: CassetteEntry): string =>
  canonicalJson(reply === undefined ? failure : [reply.text, reply.toolCalls, reply.finish]);

/**
 * Compares two recordings of the same questions: how a model's answers have changed since.
 *
 * @example
 * ```ts
 * import { cassetteDrift, openCassette } from '@sigmax/agents';
 * cassetteDrift(openCassette(), openCassette()).unchangedCount; // => 0
 * ```
 */
export const cassetteDrift = (before: Cassette, after: Cassette): CassetteDrift => {
  const both = before.entries().filter(({ key }) => after.entry(key) !== undefined);
  const changed = both
    .map((one) => ({ one, other: after.entry(one.key) as CassetteEntry }))
    .filter(({ one, other }) => outcomeOf(one) !== outcomeOf(other))
    .map(({ one, other }) => ({ key: one.key, before: said(one), after: said(other) }));
  return {
    gone: before.entries().flatMap(({ key }) => (after.entry(key) === undefined ? [key] : [])),
    added: after.entries().flatMap(({ key }) => (before.entry(key) === undefined ? [key] : [])),
    changed,
    unchangedCount: both.length - changed.length,
  };
};
