export type { SharedInstance, Threads } from '../kernels/threads';
export { startThreads, type ThreadsOptions } from './start-threads';
