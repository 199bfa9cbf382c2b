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
}

const flatten = (node: ProfileNode): ProfileNode[] => [node, ...node.children.flatMap(flatten)];

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
    .filter(({ selfSize }) => selfSize > 0)
    .map(({ selfSize, callFrame: { functionName, url, lineNumber } }) => ({
      place: `${functionName || '(anonymous)'} ${url}:${lineNumber}`,
      url,
      bytes: selfSize,
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
