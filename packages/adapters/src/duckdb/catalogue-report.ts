import type { DatasetReport } from './dataset-report';

/** What a catalogue holds and what is wrong with it. */
export interface CatalogueReport {
  readonly path: string;
  readonly generation: number;
  readonly datasets: readonly DatasetReport[];
  readonly rows: number;
  readonly bytes: number;
  /** Whether every file is as written and no row is one that no market makes. Gaps and outliers are not against it. */
  readonly isSound: boolean;
  /** The report as a table of at most 100 columns. */
  toString(): string;
}
