export type { Catalogue, DatasetInfo } from './catalogue';
export type {
  BarSelection,
  CatalogueOptions,
  ExportOptions,
  IngestOptions,
  ReportOptions,
  Selection,
} from './catalogue-options';
export type { CatalogueReport } from './catalogue-report';
export type { DatasetKey } from './dataset';
export type { DatasetReport, Gap, Outlier } from './dataset-report';
export type { IngestedDataset, IngestProgress, IngestResult } from './ingest-result';
export type { MarketInput } from './market-input';
export type { EventOfKind, MarketKind } from './market-kind';
export { openCatalogue } from './open-catalogue';
export { type ParquetEventsOptions, parquetEvents } from './parquet-events';
export type { SqlParameters, SqlRow } from './read-only-sql';
