import { type Catalogue, type CatalogueReport, type IngestResult, openCatalogue } from '@sigmax/adapters/duckdb';
import { SigmaxError } from '@sigmax/core';
import type { KnownFile } from './file-kinds';
import { findFiles } from './find-files';
import type { Settings } from './settings';

/** What became of one file. */
export interface FileOutcome {
  readonly file: string;
  readonly kind: string;
  readonly result: IngestResult | undefined;
  /** Why it was refused: none of it is in the catalogue. */
  readonly refused: string | undefined;
}

export interface Outcome {
  readonly note: string;
  readonly files: readonly FileOutcome[];
  readonly report: CatalogueReport;
  /** What there is to look at, in words; empty when all is sound. */
  readonly findings: readonly string[];
}

const ingest = async (catalogue: Catalogue, file: KnownFile, say: (text: string) => void): Promise<FileOutcome> => {
  const { name, kind, timeframe } = file;
  try {
    const result = await catalogue.ingest(await file.open(), {
      source: name,
      ...(timeframe === undefined ? {} : { timeframe }),
      onProgress: (progress) => {
        if (progress.phase === 'reading') say(`  ${progress.rows} rows read`);
      },
    });
    return { file: name, kind, result, refused: undefined };
  } catch (error) {
    if (!SigmaxError.isInstance(error) || error.name !== 'DataError') throw error;
    return { file: name, kind, result: undefined, refused: `${error.code}: ${error.message}` };
  }
};

const wordOf = ({ result, refused }: FileOutcome): string =>
  result === undefined ? `refused, ${refused}` : `${result.received} rows, ${result.added} new`;

const findingsOf = (files: readonly FileOutcome[], report: CatalogueReport, isStrict: boolean): string[] => {
  const refused = files.filter((one) => one.refused !== undefined).length;
  const sum = (of: (dataset: CatalogueReport['datasets'][number]) => number): number =>
    report.datasets.reduce((total, dataset) => total + of(dataset), 0);
  const counts: readonly (readonly [number, string])[] = [
    [refused, refused === 1 ? 'file refused' : 'files refused'],
    [sum(({ damagedFiles }) => damagedFiles.length), 'damaged files in the catalogue'],
    [sum(({ violations }) => violations), 'rows that no market makes'],
    [sum(({ offGrid }) => offGrid ?? 0), 'bars off their grid'],
    ...(isStrict
      ? ([
          [sum(({ missing }) => missing ?? 0), 'missing bars or settlements'],
          [sum(({ outliers }) => outliers ?? 0), 'moves beyond the outlier limit'],
        ] as const)
      : []),
  ];
  return counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
};

/** Ingests every file and looks at the whole catalogue. A file that is refused stops no other one. */
export const outcomeOf = async (settings: Settings, say: (text: string) => void): Promise<Outcome> => {
  const { files, note } = await findFiles(settings);
  say(note);
  const catalogue = await openCatalogue(settings.catalogue);
  try {
    const outcomes: FileOutcome[] = [];
    for (const [index, file] of files.entries()) {
      say(`${index + 1}/${files.length} ${file.name} (${file.kind})`);
      const outcome = await ingest(catalogue, file, say);
      say(`  ${wordOf(outcome)}`);
      outcomes.push(outcome);
    }
    say('Looking at every row …');
    const { outlierLimit, examples, isStrict } = settings;
    const report = await catalogue.report({ outlierLimit, examples });
    return { note, files: outcomes, report, findings: findingsOf(outcomes, report, isStrict) };
  } finally {
    await catalogue.close();
  }
};
