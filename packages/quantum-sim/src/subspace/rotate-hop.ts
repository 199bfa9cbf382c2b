import type { Amplitudes } from './amplitudes';
import type { Hop } from './hop';

/**
 * Applies e^{−iβ (XX + YY) / 2} on the pairs of a hop, in place: (a, b) → (c a − i s b, c b − i s a) with c = cos β and
 * s = sin β. Cost: 12 operations a pair.
 */
export const rotateHop = ({ re, im }: Amplitudes, { runs, first, second }: Hop, c: number, s: number): void => {
  for (const { length, starts } of runs) {
    if (length === 1) rotateNeighbours(re, im, starts, c, s);
    else rotateRuns(re, im, starts, length, c, s);
  }
  rotatePairs(re, im, first, second, c, s);
};

const rotateNeighbours = (re: Float64Array, im: Float64Array, starts: Int32Array, c: number, s: number): void => {
  for (let index = 0; index < starts.length; index++) {
    const a = starts[index]!;
    const b = a + 1;
    const ar = re[a]!;
    const ai = im[a]!;
    const br = re[b]!;
    const bi = im[b]!;
    re[a] = c * ar + s * bi;
    im[a] = c * ai - s * br;
    re[b] = c * br + s * ai;
    im[b] = c * bi - s * ar;
  }
};

const rotateRuns = (
  re: Float64Array,
  im: Float64Array,
  starts: Int32Array,
  length: number,
  c: number,
  s: number,
): void => {
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index]!;
    const end = start + length;
    for (let a = start, b = end; a < end; a++, b++) {
      const ar = re[a]!;
      const ai = im[a]!;
      const br = re[b]!;
      const bi = im[b]!;
      re[a] = c * ar + s * bi;
      im[a] = c * ai - s * br;
      re[b] = c * br + s * ai;
      im[b] = c * bi - s * ar;
    }
  }
};

const rotatePairs = (
  re: Float64Array,
  im: Float64Array,
  first: Int32Array,
  second: Int32Array,
  c: number,
  s: number,
): void => {
  for (let index = 0; index < first.length; index++) {
    const a = first[index]!;
    const b = second[index]!;
    const ar = re[a]!;
    const ai = im[a]!;
    const br = re[b]!;
    const bi = im[b]!;
    re[a] = c * ar + s * bi;
    im[a] = c * ai - s * br;
    re[b] = c * br + s * ai;
    im[b] = c * bi - s * ar;
  }
};
