import { Session } from 'node:inspector/promises';

interface ProfileNode {
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly selfSize: number;
  readonly children: readonly ProfileNode[];
}

/** Bytes that one function allocated, wherever it was called from. */
export interface Allocation {
  readonly place: string;
  readonly url: string;
  readonly bytes: number;
  /** Names of the functions that it was called from, the nearest last, itself included. */
  readonly calls: readonly string[];
}

interface Called {
  readonly node: ProfileNode;
  readonly calls: readonly string[];
}

const flatten = (node: ProfileNode, callers: readonly string[] = []): Called[] => {
  const calls = [...callers, node.callFrame.functionName];
  return [{ node, calls }, ...node.children.flatMap((child) => flatten(child, calls))];
};

/** What a piece of work allocates, garbage included, by the sampling heap profiler; largest first. */
export const allocationsOf = async (work: () => void): Promise<Allocation[]> => {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 512,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  } as never);
  work();
  const { profile } = (await session.post('HeapProfiler.stopSampling')) as { profile: { head: ProfileNode } };
  session.disconnect();
  return flatten(profile.head)
    .filter(({ node }) => node.selfSize > 0)
    .map(({ node: { selfSize, callFrame }, calls }) => ({
      place: `${callFrame.functionName || '(anonymous)'} ${callFrame.url}:${callFrame.lineNumber}`,
      url: callFrame.url,
      bytes: selfSize,
      calls,
    }))
    .sort((a, b) => b.bytes - a.bytes);
};

export const totalBytes = (allocations: readonly Allocation[]): number =>
  allocations.reduce((sum, { bytes }) => sum + bytes, 0);

/** Shows the largest places when `SIGMAX_BENCH_VERBOSE` is set. */
export const showLargest = (allocations: readonly Allocation[]): void => {
  if (process.env.SIGMAX_BENCH_VERBOSE === undefined) return;
  for (const { bytes, place } of allocations.slice(0, 8)) console.error(`${bytes} bytes in ${place}`);
};
