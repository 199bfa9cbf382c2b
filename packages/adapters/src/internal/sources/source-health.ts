import type { SourceErrorCode } from './source-error';

/** How a source is doing. */
export interface SourceHealth {
  readonly source: string;
  readonly weight: number;
  /** Whether the last look at it worked; false before the first. */
  readonly isUp: boolean;
  readonly lastTriedMs: number | undefined;
  readonly lastWorkedMs: number | undefined;
  readonly nextMs: number | undefined;
  /** Failures in a row. */
  readonly failures: number;
  /** What the last look failed with; `undefined` where it worked. */
  readonly error: { readonly code: SourceErrorCode; readonly message: string } | undefined;
  readonly looks: number;
  /** Looks at which the server said that nothing had changed. */
  readonly unchanged: number;
  /** Items that went out. */
  readonly received: number;
  /** Items that the source repeated. */
  readonly repeated: number;
  /** Items whose story another headline had told. */
  readonly sameStory: number;
  /** Headlines that were too old when they came. */
  readonly tooOld: number;
  /** Rows that were no items. */
  readonly refused: number;
  readonly lastRefused: string | undefined;
  /** Rows beyond `maximumItems`. */
  readonly leftOut: number;
}

/** How all sources are doing. */
export interface SourcesReport {
  readonly timeMs: number;
  /** Weight of the sources that are up, of all: 1 when every one is, 0 when none. */
  readonly coverage: number;
  readonly sources: readonly SourceHealth[];
}

export const newHealth = (source: string, weight: number): SourceHealth => ({
  source,
  weight,
  isUp: false,
  lastTriedMs: undefined,
  lastWorkedMs: undefined,
  nextMs: undefined,
  failures: 0,
  error: undefined,
  looks: 0,
  unchanged: 0,
  received: 0,
  repeated: 0,
  sameStory: 0,
  tooOld: 0,
  refused: 0,
  lastRefused: undefined,
  leftOut: 0,
});

/** coverage = Σ weight of those that are up / Σ weight. */
export const sourcesReport = (timeMs: number, healths: Iterable<SourceHealth>): SourcesReport => {
  const sources = [...healths];
  let [up, all] = [0, 0];
  for (const { weight, isUp } of sources) {
    all += weight;
    if (isUp) up += weight;
  }
  return { timeMs, coverage: up / all, sources };
};
