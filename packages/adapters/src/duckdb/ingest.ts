import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DataError, type MarketData, SigmaxError } from '@sigmax/core';
import { dataError, type Place } from '../internal/fault';
import type { IngestSettings } from './catalogue-options';
import { conflictError } from './conflict-error';
import { datasetFolder, datasetId, datasetName } from './dataset';
import { fileDigest, makeFolder, moveIntoPlace } from './durable-file';
import { eventFault } from './event-fault';
import { type Bucket, IngestBuckets, type IngestTarget } from './ingest-buckets';
import type { IngestedDataset, IngestResult } from './ingest-result';
import type { KindTable } from './kind-table';
import { kindTables } from './kind-tables';
import type { Driver } from './load-driver';
import {
  type DataFile,
  type Dataset,
  filePath,
  findDataset,
  type Manifest,
  readManifest,
  writeManifest,
} from './manifest';
import { type LabelledInput, labelInput, type MarketInput } from './market-input';
import { kindOf, type MarketKind } from './market-kind';
import { type MergedPartition, mergePartition } from './merge-partition';
import { mergeRemedy } from './merge-remedy';
import { Staging } from './staging';

/** How many rows pass between two words of progress. */
const progressRows = 65_536;

/** Where what is not yet the catalogue's is written. */
export const asideFolder = 'aside';

export interface IngestPlace {
  readonly root: string;
  readonly driver: Driver;
  /** A connection of its own, whose tables go when it is closed. */
  readonly connection: DuckDBConnection;
}

const eventPlace = (index: number): Place => ({ label: `event ${index}`, facts: { index } });

/** Reads everything into the staging tables, checked row by row. */
const readAll = async (
  input: LabelledInput,
  settings: IngestSettings,
  staging: Staging,
): Promise<readonly IngestTarget[]> => {
  const buckets = new IngestBuckets(input);
  let index = 0;
  const take = (event: MarketData): MarketKind | undefined => {
    const fault = eventFault(event);
    if (fault !== undefined && (fault.isMalformed || settings.faults === 'refuse')) {
      throw dataError(input.source, eventPlace(index), fault);
    }
    const kind = kindOf(event) as MarketKind;
    if (!staging.has(kind)) return kind;
    staging.push(kind, buckets.take(kind, event).number, event);
    index++;
    return undefined;
  };
  for await (const event of input.events) {
    const unopened = take(event);
    if (unopened !== undefined) {
      await staging.open(unopened);
      take(event);
    }
    if (index % progressRows === 0) settings.onProgress?.({ phase: 'reading', rows: index });
  }
  staging.close();
  settings.onProgress?.({ phase: 'reading', rows: index });
  return buckets.targets;
};

/** The dataset as it will be, with the new files in place of the old ones. */
const nextDataset = (
  target: IngestTarget,
  before: Dataset | undefined,
  input: LabelledInput,
  parts: readonly MergedPartition[],
  files: readonly DataFile[],
): Dataset => {
  const { key } = target;
  const replaced = new Set(files.map(({ partition }) => partition));
  const kept = (before?.files ?? []).filter(({ partition }) => !replaced.has(partition));
  return {
    kind: key.kind,
    instrumentId: key.instrumentId,
    ...(key.timeframeMs === undefined ? {} : { timeframeMs: key.timeframeMs }),
    isSimulated: input.isSimulated,
    folder: datasetFolder(key),
    received: (before?.received ?? 0) + target.received,
    duplicates: (before?.duplicates ?? 0) + parts.reduce((sum, part) => sum + part.duplicates, 0),
    outOfOrder: (before?.outOfOrder ?? 0) + target.outOfOrder,
    files: [...kept, ...files].sort((a, b) => (a.partition < b.partition ? -1 : 1)),
  };
};

/** Made-up prices among real ones would be taken for real by everyone who reads them later. */
const requireOneOrigin = (before: Dataset | undefined, input: LabelledInput): void => {
  if (before === undefined || before.isSimulated === input.isSimulated) return;
  const [old, came] = before.isSimulated ? ['made up', 'real'] : ['real', 'made up'];
  throw new DataError({
    code: 'MIXED_ORIGIN',
    message: `${input.source}: ${datasetName(before)} is ${old}, and what came is ${came}.`,
    remedy: 'Keep simulated markets in a catalogue of their own, or under an instrument of their own.',
    context: { source: input.source, kind: before.kind, instrumentId: before.instrumentId },
  });
};

interface PreparedDataset {
  readonly result: IngestedDataset;
  readonly next: Dataset | undefined;
  readonly moves: readonly { readonly from: string; readonly to: string }[];
}

/** Merges, and says of a failure of the engine what it was about: a full disk, a stored file that is damaged or gone. */
const merged = async (dataset: string, ...merge: Parameters<typeof mergePartition>): Promise<MergedPartition> => {
  try {
    return await mergePartition(...merge);
  } catch (cause) {
    if (SigmaxError.isInstance(cause)) throw cause;
    const said = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new DataError({
      code: 'MERGE_FAILED',
      message: `${dataset}: the rows that came could not be written with those that are stored: ${said}.`,
      remedy: mergeRemedy(said),
      context: { dataset, stored: merge[1].stored },
      cause,
    });
  }
};

/** Writes the new files of one dataset aside. */
const prepare = async (
  { root, connection }: IngestPlace,
  target: IngestTarget,
  input: LabelledInput,
  settings: IngestSettings,
  manifest: Manifest,
): Promise<PreparedDataset> => {
  const { key } = target;
  const table = kindTables[key.kind] as unknown as KindTable<MarketKind>;
  const before = findDataset(manifest, key);
  requireOneOrigin(before, input);
  const folder = datasetFolder(key);
  const parts: MergedPartition[] = [];
  const files: DataFile[] = [];
  const moves: { from: string; to: string }[] = [];
  const ofTarget = [...target.buckets.values()].sort((a: Bucket, b: Bucket) => (a.partition < b.partition ? -1 : 1));
  for (const { partition, number } of ofTarget) {
    const stored = before?.files.find((file) => file.partition === partition);
    const name = `${partition}-${manifest.generation + 1}.parquet`;
    const from = join(root, asideFolder, `${number}.parquet`);
    settings.onProgress?.({ phase: 'writing', dataset: datasetName(key), partition, rows: target.received });
    const part = await merged(datasetName(key), connection, {
      table,
      instrumentId: key.instrumentId,
      timeframeMs: key.timeframeMs,
      bucket: number,
      stored: stored === undefined || before === undefined ? undefined : filePath(root, before, stored),
      target: from,
      conflicts: settings.conflicts,
      onConflicts: (count, examples) => {
        if (settings.conflicts === 'refuse') throw conflictError(input.source, key, table.columns, count, examples);
      },
    });
    parts.push(part);
    if (part.file === undefined) continue;
    files.push({ partition, name, ...part.file, ...(await fileDigest(from)) });
    moves.push({ from, to: join(root, folder, name) });
  }
  const sum = (of: (part: MergedPartition) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    result: {
      ...key,
      received: target.received,
      added: sum(({ added }) => added),
      known: sum(({ known }) => known),
      duplicates: sum(({ duplicates }) => duplicates),
      outOfOrder: target.outOfOrder,
      conflicting: sum(({ conflicting }) => conflicting),
    },
    next: files.length === 0 ? undefined : nextDataset(target, before, input, parts, files),
    moves,
  };
};

/**
 * Takes market data into a catalogue: all of it, or after a fault or a crash nothing.
 *
 * Rows wait in staging tables, new files are written aside, put on the disk and moved into place under names that were never
 * used, and the manifest comes last: until it is replaced, nobody reads the new files.
 */
export const ingestInto = async (
  place: IngestPlace,
  input: MarketInput,
  settings: IngestSettings,
): Promise<IngestResult> => {
  const { root, driver, connection } = place;
  const labelled = labelInput(input, settings);
  const aside = join(root, asideFolder);
  await mkdir(aside, { recursive: true });
  try {
    const manifest = await readManifest(root);
    const targets = await readAll(labelled, settings, new Staging(driver, connection));
    await requireUnchanged(root, manifest);
    const prepared: PreparedDataset[] = [];
    for (const target of targets) prepared.push(await prepare(place, target, labelled, settings, manifest));
    const changed = prepared.flatMap(({ next }) => (next === undefined ? [] : [next]));
    const generation = manifest.generation + (changed.length > 0 ? 1 : 0);
    for (const { folder } of changed) await makeFolder(join(root, folder));
    for (const { from, to } of prepared.flatMap(({ moves }) => moves)) await moveIntoPlace(from, to);
    await requireUnchanged(root, manifest);
    if (changed.length > 0) await writeManifest(root, withDatasets(manifest, changed, generation));
    const datasets = prepared.map(({ result }) => result);
    return {
      received: datasets.reduce((sum, { received }) => sum + received, 0),
      added: datasets.reduce((sum, { added }) => sum + added, 0),
      datasets,
      generation,
    };
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
};

/** A lock that was removed by hand keeps nobody out; the state from which this ingest reckoned must still be the one. */
const requireUnchanged = async (root: string, { generation }: Manifest): Promise<void> => {
  const { generation: now } = await readManifest(root);
  if (now === generation) return;
  throw new DataError({
    code: 'CATALOGUE_CHANGED',
    message: `${root}: the catalogue went from generation ${generation} to ${now} while this ingest had it locked.`,
    remedy: 'Ingest again, and leave locks of processes that run alone.',
    context: { root, generation, now },
    isRetryable: true,
  });
};

const withDatasets = (manifest: Manifest, changed: readonly Dataset[], generation: number): Manifest => {
  const byId = new Map([...manifest.datasets, ...changed].map((one) => [datasetId(one), one]));
  const sorted = [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return { ...manifest, generation, datasets: sorted };
};
