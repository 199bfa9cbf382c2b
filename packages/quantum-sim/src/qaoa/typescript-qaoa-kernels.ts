import { blockBits, columnBits, memoryLength, type QaoaKernels, tableLength } from './qaoa-kernels';

type Memory = Float64Array;

/** Two qubits at a time, the lower with pairs `stride` apart. */
const rotateTwo = (m: Memory, at: number, size: number, stride: number, t: number, scale: number): void => {
  for (let base = at; base < at + size; base += 4 * stride) {
    for (let i = base; i < base + stride; i++) {
      const x0 = scale * m[i]!;
      const x1 = scale * m[i + stride]!;
      const x2 = scale * m[i + 2 * stride]!;
      const x3 = scale * m[i + 3 * stride]!;
      const y0 = x0 - t * x1;
      const y1 = x1 + t * x0;
      const y2 = x2 - t * x3;
      const y3 = x3 + t * x2;
      m[i] = y0 - t * y2;
      m[i + stride] = y1 - t * y3;
      m[i + 2 * stride] = y2 + t * y0;
      m[i + 3 * stride] = y3 + t * y1;
    }
  }
};

const rotateOne = (m: Memory, at: number, size: number, stride: number, t: number, scale: number): void => {
  for (let base = at; base < at + size; base += 2 * stride) {
    for (let i = base; i < base + stride; i++) {
      const x0 = scale * m[i]!;
      const x1 = scale * m[i + stride]!;
      m[i] = x0 - t * x1;
      m[i + stride] = x1 + t * x0;
    }
  }
};

/** Qubits `from` to `to` of the `size` numbers at a place. The factor goes with the first. */
const rotateQubits = (
  m: Memory,
  at: number,
  size: number,
  from: number,
  to: number,
  t: number,
  scale: number,
): void => {
  let factor = scale;
  let qubit = from;
  for (; qubit + 1 < to; qubit += 2) {
    rotateTwo(m, at, size, 2 ** qubit, t, factor);
    factor = 1;
  }
  if (qubit < to) rotateOne(m, at, size, 2 ** qubit, t, factor);
};

const rotateKernel =
  (m: Memory): QaoaKernels['rotate'] =>
  (at, bits, t, scale) => {
    const low = Math.min(bits, blockBits);
    const size = 2 ** bits;
    for (let block = at; block < at + size; block += 2 ** low) rotateQubits(m, block, 2 ** low, 0, low, t, scale);
    if (bits > low) rotateQubits(m, at, size, low, bits, t, 1);
  };

/** One qubit of two planes. Sums go by even and odd places, as a vector of two has them. */
const unrotateOne = (
  m: Memory,
  psi: number,
  lambda: number,
  size: number,
  stride: number,
  t: number,
  scale: number,
): number => {
  let even = 0;
  let odd = 0;
  for (let base = 0; base < size; base += 2 * stride) {
    for (let i = base; i < base + stride; i++) {
      const p0 = scale * m[psi + i]!;
      const p1 = scale * m[psi + i + stride]!;
      const l0 = scale * m[lambda + i]!;
      const l1 = scale * m[lambda + i + stride]!;
      if (stride === 1) {
        even += l1 * p0;
        odd -= l0 * p1;
      } else if ((i & 1) === 0) even += l1 * p0 - l0 * p1;
      else odd += l1 * p0 - l0 * p1;
      m[psi + i] = p0 - t * p1;
      m[psi + i + stride] = p1 + t * p0;
      m[lambda + i] = l0 - t * l1;
      m[lambda + i + stride] = l1 + t * l0;
    }
  }
  return even + odd;
};

const unrotateKernel =
  (m: Memory, sumsAt: number): QaoaKernels['unrotate'] =>
  (psi, lambda, bits, t, scale) => {
    const low = Math.min(bits, blockBits);
    const size = 2 ** bits;
    for (let qubit = 0; qubit < bits; qubit++) m[sumsAt + qubit] = 0;
    for (let block = 0; block < size; block += 2 ** low) {
      for (let qubit = 0; qubit < low; qubit++) {
        const factor = qubit === 0 ? scale : 1;
        m[sumsAt + qubit]! += unrotateOne(m, psi + block, lambda + block, 2 ** low, 2 ** qubit, t, factor);
      }
    }
    for (let qubit = low; qubit < bits; qubit++) {
      m[sumsAt + qubit]! += unrotateOne(m, psi, lambda, size, 2 ** qubit, t, 1);
    }
  };

const turnKernel =
  (m: Memory): QaoaKernels['turn'] =>
  (reAt, imAt, bits) => {
    const columns = 2 ** Math.min(bits, columnBits);
    const size = 2 ** bits;
    const columnsAt = 2 * 2 ** blockBits;
    const rowsAt = columnsAt + 2 * 2 ** columnBits;
    for (let start = 0, row = rowsAt; start < size; start += columns, row++) {
      const rowRe = m[row]!;
      const rowIm = m[row + 2 ** columnBits]!;
      for (let column = 0; column < columns; column++) {
        const i = start + column;
        const columnRe = m[columnsAt + column]!;
        const columnIm = m[columnsAt + 2 ** columnBits + column]!;
        const fr = columnRe * rowRe - columnIm * rowIm;
        const fi = columnRe * rowIm + columnIm * rowRe;
        const pr = m[i]!;
        const pi = m[i + 2 ** blockBits]!;
        const gr = fr * pr - fi * pi;
        const gi = fr * pi + fi * pr;
        const x = m[reAt + i]!;
        const y = m[imAt + i]!;
        m[reAt + i] = gr * x - gi * y;
        m[imAt + i] = gr * y + gi * x;
      }
    }
  };

/** The kernels in TypeScript, for machines without SIMD in WebAssembly, and as the other ones' oracle. */
export const typescriptQaoaKernels = (qubitCount: number, stateCount: number): QaoaKernels => {
  const memory = new Float64Array(memoryLength(qubitCount, stateCount));
  return {
    name: 'typescript',
    memory,
    tableAt: 0,
    sumsAt: tableLength,
    rotate: rotateKernel(memory),
    unrotate: unrotateKernel(memory, tableLength),
    turn: turnKernel(memory),
  };
};
