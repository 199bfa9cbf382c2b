import type { ClippedLoss, ClippedLossOptions, ClippedLossSums } from '../network/clipped-loss';
import type { KernelExports } from './web-assembly-runtime';

/** Where the kernel finds things; addresses and strides in bytes. */
export interface ClippedLossPlaces {
  readonly choices: number;
  readonly logits: number;
  readonly logitStride: number;
  readonly logitSlopes: number;
  readonly values: number;
  readonly valueStride: number;
  readonly valueSlopes: number;
  /** Five columns of doubles, each of `columnLength` numbers: those of {@link ClippedLoss}. */
  readonly columns: number;
  readonly columnLength: number;
  /** Eight times 2 · choices + 3 vectors of two doubles. */
  readonly scratch: number;
  /** Six doubles. */
  readonly sums: number;
}

/** How many words of 32 bits the places take. */
export const placesWords = 14;

const valueClipWord = { clipped: 1, larger: 2 } as const;

/** The loss in the memory of a core, whose places are written at `at`; in the order of `Places` in ../../assembly/clipped-loss.ts. */
export const clippedLossKernel = (
  kernel: KernelExports['clippedLoss'],
  buffer: ArrayBuffer,
  at: number,
  places: ClippedLossPlaces,
): ClippedLoss => {
  const { columns, columnLength } = places;
  const columnAt = (index: number): number => columns + index * columnLength * 8;
  const column = (index: number): Float64Array => new Float64Array(buffer, columnAt(index), columnLength);
  const words = [
    places.choices,
    places.logits,
    places.logitStride,
    places.logitSlopes,
    places.values,
    places.valueStride,
    places.valueSlopes,
    ...[0, 1, 2, 3, 4].map(columnAt),
    places.scratch,
    places.sums,
  ];
  new Uint32Array(buffer, at, placesWords).set(words);
  const sums = new Float64Array(buffer, places.sums, 6);
  return {
    actions: column(0),
    logProbabilities: column(1),
    advantages: column(2),
    returns: column(3),
    values: column(4),
    evaluate: (rows: number, options: ClippedLossOptions, out: ClippedLossSums): void => {
      const { clipRange, valueClip, valueClipRange, entropyCoefficient, valueCoefficient } = options;
      const clipWord = valueClipRange === undefined ? 0 : valueClipWord[valueClip];
      kernel(at, rows, clipRange, clipWord, valueClipRange ?? 0, -entropyCoefficient / rows, valueCoefficient);
      out.policyLoss = sums[0] as number;
      out.valueLoss = sums[1] as number;
      out.entropy = sums[2] as number;
      out.divergence = sums[3] as number;
      out.oldDivergence = sums[4] as number;
      out.clipped = sums[5] as number;
    },
  };
};
