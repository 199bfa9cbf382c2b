import type { DatasetKey } from './dataset';

/** What an ingest is at. */
export type IngestProgress =
  | { readonly phase: 'reading'; readonly rows: number }
  | { readonly phase: 'writing'; readonly dataset: string; readonly partition: string; readonly rows: number };

/** What an ingest did to one dataset. */
export interface IngestedDataset extends DatasetKey {
  /** Rows that came. */
  readonly received: number;
  /** Of these: new ones. */
  readonly added: number;
  /** Those that were stored already, equal in every column. */
  readonly known: number;
  /** Those that came twice within this ingest, equal in every column. */
  readonly duplicates: number;
  /** Those of an older time than the one before; the catalogue sorts them. */
  readonly outOfOrder: number;
  /** Those that differed from a row with the same key and were left out or taken, as `conflicts` says. */
  readonly conflicting: number;
}

export interface IngestResult {
  readonly received: number;
  readonly added: number;
  readonly datasets: readonly IngestedDataset[];
  /** The generation of the catalogue now. An ingest that changes nothing leaves it as it was. */
  readonly generation: number;
}
