import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ReportSettings } from './catalogue-options';
import type { CatalogueReport } from './catalogue-report';
import { datasetDigest } from './dataset-digest';
import type { DatasetReport } from './dataset-report';
import { fileDigest } from './durable-file';
import { inspectDataset } from './inspect-dataset';
import { type DataFile, type Dataset, filePath, type Manifest } from './manifest';
import { reportText } from './report-text';
import { filePattern, quoteText } from './sql-text';

const isWhole = async (path: string, { sha256, bytes }: DataFile): Promise<boolean> => {
  try {
    const found = await fileDigest(path);
    return found.sha256 === sha256 && found.bytes === bytes;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
};

/** What can be said of a dataset whose rows are not looked at, since a file of it cannot be trusted. */
const unread = {
  digest: '',
  missing: undefined,
  longestGaps: [],
  offGrid: undefined,
  violations: 0,
  zeroVolume: undefined,
  outliers: undefined,
  largestOutliers: [],
};

const reportDataset = async (
  connection: DuckDBConnection,
  root: string,
  dataset: Dataset,
  settings: ReportSettings,
): Promise<DatasetReport> => {
  const { kind, instrumentId, timeframeMs, files } = dataset;
  const damagedFiles: string[] = [];
  for (const file of files) {
    if (!(await isWhole(filePath(root, dataset, file), file))) damagedFiles.push(join(dataset.folder, file.name));
  }
  const firstMs = Math.min(...files.map((file) => file.firstMs));
  const paths = files.map((file) => quoteText(filePattern(filePath(root, dataset, file))));
  const rows = `read_parquet([${paths.join(', ')}])`;
  const found =
    damagedFiles.length > 0
      ? unread
      : {
          ...(await inspectDataset(connection, rows, { kind, timeframeMs, firstMs }, settings)),
          digest: await datasetDigest(connection, {
            root,
            dataset,
            fromMs: Number.NEGATIVE_INFINITY,
            toMs: Number.POSITIVE_INFINITY,
          }),
        };
  return {
    kind,
    instrumentId,
    ...(timeframeMs === undefined ? {} : { timeframeMs }),
    isSimulated: dataset.isSimulated,
    rows: files.reduce((sum, file) => sum + file.rows, 0),
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    firstMs,
    lastMs: Math.max(...files.map((file) => file.lastMs)),
    duplicates: dataset.duplicates,
    outOfOrder: dataset.outOfOrder,
    damagedFiles,
    ...found,
  };
};

/** Reads every file and looks at every row. */
export const reportCatalogue = async (
  connection: DuckDBConnection,
  root: string,
  { datasets, generation }: Manifest,
  settings: ReportSettings,
): Promise<CatalogueReport> => {
  const reports: DatasetReport[] = [];
  for (const dataset of datasets) reports.push(await reportDataset(connection, root, dataset, settings));
  const content = {
    path: root,
    generation,
    datasets: reports,
    rows: reports.reduce((sum, { rows }) => sum + rows, 0),
    bytes: reports.reduce((sum, { bytes }) => sum + bytes, 0),
    isSound: reports.every(
      ({ damagedFiles, violations, offGrid }) => damagedFiles.length === 0 && violations === 0 && (offGrid ?? 0) === 0,
    ),
  };
  return { ...content, toString: () => reportText(content) };
};
