export type { BarFileOptions, MemoryLimits } from '../internal/bar-options';
export type { ColumnChoice, Stamp } from '../internal/columns';
export type { TimeUnit } from '../internal/time-reader';
export { csvBarSource, csvBarStream } from './csv-bar-stream';
export { csvBars } from './csv-bars';
export type { CsvBarsOptions, CsvOptions, CsvStreamOptions } from './csv-options';
export { parseCsvBars } from './parse-csv-bars';
