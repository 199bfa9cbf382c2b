export { readBundle, writeBundle } from './bundle-folder';
export { JobError } from './job-error';
export type { OnReport } from './job-thread';
export { openLogFile } from './open-log-file';
export { type JobOutcome, type JobProgress, type RunJobsOptions, runJobs } from './run-jobs';
export type { ThreadModule } from './thread';
export { type WorkerEnvironments, type WorkerEnvironmentsOptions, workerEnvironments } from './worker-environments';
export { type JobContext, type WorkerPool, type WorkerPoolOptions, workerPool } from './worker-pool';
