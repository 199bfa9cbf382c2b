export { readBundle, writeBundle } from './bundle-folder';
export { openLogFile } from './open-log-file';
export { type WorkerEnvironments, type WorkerEnvironmentsOptions, workerEnvironments } from './worker-environments';
