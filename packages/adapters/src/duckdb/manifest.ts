import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '@sigmax/core';
import { z } from 'zod';
import { type DatasetKey, datasetId } from './dataset';
import { replaceFile } from './durable-file';
import { marketKinds } from './market-kind';

const count = z.int().nonnegative();

const file = z.strictObject({
  /** The date, month or year that it holds. */
  partition: z.string().regex(/^\d{4}(-\d\d){0,2}$/),
  /** Below the dataset's folder. */
  name: z.string().regex(/^[\w-]+\.parquet$/),
  rows: count,
  firstMs: z.number(),
  lastMs: z.number(),
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const dataset = z.strictObject({
  kind: z.enum(marketKinds),
  instrumentId: z.string().min(1),
  timeframeMs: z.number().positive().optional(),
  isSimulated: z.boolean(),
  folder: z.string().regex(/^data\/[\w/-]+$/),
  /** What came in the ingests that added something: rows, those that came twice, those that stepped back in time. */
  received: count,
  duplicates: count,
  outOfOrder: count,
  files: z.array(file),
});

const manifest = z.strictObject({
  format: z.literal('sigmax-catalogue'),
  version: z.literal(1),
  /** Counts the ingests that changed something; names of files carry it, so that no file is ever written twice. */
  generation: count,
  datasets: z.array(dataset),
});

export type DataFile = z.output<typeof file>;
export type Dataset = z.output<typeof dataset>;
export type Manifest = z.output<typeof manifest>;

export const manifestName = 'manifest.json';

/** What the next manifest is called until it is whole. */
export const manifestAside = 'manifest.json.new';

const empty: Manifest = { format: 'sigmax-catalogue', version: 1, generation: 0, datasets: [] };

const invalid = (path: string, problem: string, remedy: string, cause?: unknown): DataError =>
  new DataError({
    code: 'CATALOGUE_INVALID',
    message: `${path}: ${problem}.`,
    remedy,
    context: { source: path },
    cause,
  });

const parse = (path: string, text: string): Manifest => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw invalid(path, 'this is not JSON', 'Restore the file from a backup, or ingest into a new folder.', cause);
  }
  const parsed = manifest.safeParse(content);
  if (parsed.success) return parsed.data;
  const { version } = Object(content) as { version?: unknown };
  if (typeof version === 'number' && version > 1) {
    throw invalid(path, `version was ${version}, and this release reads version 1`, 'Update @sigmax/adapters.');
  }
  const [issue] = parsed.error.issues;
  const problem = `${issue?.path.map(String).join('.') || 'the manifest'}: ${issue?.message ?? 'not valid'}`;
  throw invalid(path, problem, 'Restore the file from a backup, or ingest into a new folder.', parsed.error);
};

/**
 * Reads what a catalogue consists of; the manifest of an empty one where there is none.
 *
 * @throws {DataError} `CATALOGUE_INVALID`
 */
export const readManifest = async (root: string): Promise<Manifest> => {
  const path = join(root, manifestName);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return empty;
    throw error;
  }
  return parse(path, text);
};

/** Makes a new state the catalogue's. Until its last step the catalogue is what it was. */
export const writeManifest = (root: string, next: Manifest): Promise<void> =>
  replaceFile(join(root, manifestName), join(root, manifestAside), `${JSON.stringify(next, undefined, 1)}\n`);

export const findDataset = ({ datasets }: Manifest, key: DatasetKey): Dataset | undefined => {
  const id = datasetId(key);
  return datasets.find((one) => datasetId(one) === id);
};

/** Where a file of a dataset is. */
export const filePath = (root: string, { folder }: Dataset, { name }: DataFile): string => join(root, folder, name);
