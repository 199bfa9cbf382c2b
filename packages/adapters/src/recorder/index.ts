export { createRecorder } from './create-recorder';
export type { Compression } from './pack-block';
export type { RawFrame, Recordable, RecordableType, RecordedEvent } from './raw-frame';
export type { ReadOptions, ReplayOptions } from './read-options';
export { readRecording } from './read-recording';
export { record } from './record';
export { type RecordedMarketOptions, recordedMarket } from './recorded-market';
export type { Recorder } from './recorder';
export type { RecorderOptions, RecordOptions, SymbolSource, SyncPolicy } from './recorder-options';
export { RecordingError } from './recording-error';
export type {
  CloseReason,
  FileClosed,
  FileOpened,
  RecordingFailed,
  RecordingNotice,
  RecordingNoticeSink,
  RecordsDropped,
  TailLost,
} from './recording-notice';
export { replayRecording } from './replay-recording';
export { type RecordingReport, type VerifyOptions, verifyRecording } from './verify-recording';
