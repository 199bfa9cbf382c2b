/** The kernels of one precision that a record names by their place here; assembly/index.ts has them in the same order. */
export const recordedKernels = ['real', 'cross', 'general', 'flip', 'swap', 'phase', 'diagonal', 'dense'] as const;

type RecordedKernel = (typeof recordedKernels)[number];

/** Whole numbers of a record: which kernel, then up to seven arguments. */
export const recordLength = 8;

/** How many records a part of a stage has room for. */
export const recordCapacity = 1024;

export type Recorded = Readonly<Record<RecordedKernel | 'gather' | 'scatter' | 'touch', (...values: number[]) => void>>;

/** Functions that write down their calls from the start of `into` on instead of doing them, and what counts the calls. */
export const recorderOf = (into: Uint32Array, isSingle: boolean): { readonly calls: Recorded; count: number } => {
  const record =
    (kernel: number) =>
    (...values: number[]): void => {
      const at = recorder.count * recordLength;
      into[at] = kernel;
      into.set(values, at + 1);
      recorder.count += 1;
    };
  const first = isSingle ? recordedKernels.length : 0;
  const named = Object.fromEntries(recordedKernels.map((name, index) => [name, record(first + index)]));
  const last = 2 * recordedKernels.length;
  const both = { gather: record(last), scatter: record(last + 1), touch: record(last + 2) };
  const recorder = { calls: { ...named, ...both } as Recorded, count: 0 };
  return recorder;
};
