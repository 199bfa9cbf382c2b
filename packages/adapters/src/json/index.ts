export type { BarFileOptions, MemoryLimits } from '../internal/bar-options';
export type { ColumnChoice, Stamp } from '../internal/columns';
export type { TimeUnit } from '../internal/time-reader';
export { jsonBarSource, jsonBarStream } from './json-bar-stream';
export { jsonBars } from './json-bars';
export type { JsonBarsOptions, JsonOptions, JsonStreamOptions } from './json-options';
export { parseJsonBars } from './parse-json-bars';
