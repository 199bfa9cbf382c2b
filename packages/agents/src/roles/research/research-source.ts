import type { NowOrLater } from '../../now-or-later';
import type { Evidence } from '../../opinion/evidence';

/** What is looked for. */
export interface ResearchQuery {
  readonly instrumentId: string;
  /** What was received later is dropped. */
  readonly timeMs: number;
  /** Kinds of evidence that are wanted. Defaults to all. */
  readonly kinds?: readonly string[] | undefined;
}

/**
 * Something that finds evidence: a feed, an archive, a node of a chain, a model with tools.
 *
 * An implementer gives what it knew at `query.timeMs`, fails by throwing, never by a made-up neutral item, and stops its work when the
 * signal is aborted. What it does not heed of this costs the caller the source and nothing else.
 */
export interface ResearchSource {
  readonly id: string;
  /** Kinds of evidence that it can find. */
  readonly kinds: readonly string[];
  find(query: ResearchQuery, signal: AbortSignal): NowOrLater<readonly Evidence[]>;
}

/** What became of one source. */
export interface SourceOutcome {
  readonly source: string;
  readonly status: 'received' | 'failed' | 'timed-out' | 'cancelled';
  /** Items that count. */
  readonly items: number;
  /** Items that were received after the moment, or are no evidence. */
  readonly dropped: number;
  /** Why there are none; empty when the source answered. */
  readonly reason: string;
}

export interface ResearchReport {
  readonly timeMs: number;
  /** In the order of sources, then of time; each id once. Ends with one `source-status` for each source that was asked. */
  readonly evidence: readonly Evidence[];
  readonly sources: readonly SourceOutcome[];
  /** Ids of the sources without an answer. */
  readonly missing: readonly string[];
}

/** Gathers evidence from many sources. `gather` never rejects because of a source, unless a recording in it differs (`ReplayError`). */
export interface Researcher {
  gather(query: ResearchQuery, signal: AbortSignal): NowOrLater<ResearchReport>;
}
