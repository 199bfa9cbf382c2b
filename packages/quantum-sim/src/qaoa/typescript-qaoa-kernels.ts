import {
  blockBits,
  columnBits,
  costsAt,
  memoryLength,
  pairedBits,
  phasesLength,
  type QaoaKernels,
  sumsAt,
  tableLength,
} from './qaoa-kernels';

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

/** What one pass over two planes works on. */
interface Pass {
  readonly psi: number;
  readonly lambda: number;
  readonly size: number;
  readonly stride: number;
  readonly t: number;
  readonly scale: number;
  readonly sumAt: number;
}

/** Two qubits of two planes. Sums go by even and odd places, as the vectors of the other kernels have them. */
const unrotateTwo = (m: Memory, { psi, lambda, size, stride, t, scale, sumAt }: Pass): void => {
  let firstEven = 0;
  let firstOdd = 0;
  let secondEven = 0;
  let secondOdd = 0;
  for (let base = 0; base < size; base += 4 * stride) {
    for (let i = base; i < base + stride; i++) {
      const p = psi + i;
      const l = lambda + i;
      const p0 = scale * m[p]!;
      const p1 = scale * m[p + stride]!;
      const p2 = scale * m[p + 2 * stride]!;
      const p3 = scale * m[p + 3 * stride]!;
      const l0 = scale * m[l]!;
      const l1 = scale * m[l + stride]!;
      const l2 = scale * m[l + 2 * stride]!;
      const l3 = scale * m[l + 3 * stride]!;
      const q0 = p0 - t * p1;
      const q1 = p1 + t * p0;
      const q2 = p2 - t * p3;
      const q3 = p3 + t * p2;
      const m0 = l0 - t * l1;
      const m1 = l1 + t * l0;
      const m2 = l2 - t * l3;
      const m3 = l3 + t * l2;
      if (stride === 1) {
        firstEven += l1 * p0 + l3 * p2;
        firstOdd -= l0 * p1 + l2 * p3;
        secondEven += m2 * q0 - m0 * q2;
        secondOdd += m3 * q1 - m1 * q3;
      } else {
        const first = l1 * p0 - l0 * p1 + (l3 * p2 - l2 * p3);
        const second = m2 * q0 - m0 * q2 + (m3 * q1 - m1 * q3);
        if ((i & 1) === 0) {
          firstEven += first;
          secondEven += second;
        } else {
          firstOdd += first;
          secondOdd += second;
        }
      }
      m[p] = q0 - t * q2;
      m[p + stride] = q1 - t * q3;
      m[p + 2 * stride] = q2 + t * q0;
      m[p + 3 * stride] = q3 + t * q1;
      m[l] = m0 - t * m2;
      m[l + stride] = m1 - t * m3;
      m[l + 2 * stride] = m2 + t * m0;
      m[l + 3 * stride] = m3 + t * m1;
    }
  }
  m[sumAt]! += firstEven + firstOdd;
  m[sumAt + 1]! += secondEven + secondOdd;
};

const unrotateOne = (m: Memory, { psi, lambda, size, stride, t, scale, sumAt }: Pass): void => {
  let even = 0;
  let odd = 0;
  for (let base = 0; base < size; base += 2 * stride) {
    for (let i = base; i < base + stride; i++) {
      const p0 = scale * m[psi + i]!;
      const p1 = scale * m[psi + i + stride]!;
      const l0 = scale * m[lambda + i]!;
      const l1 = scale * m[lambda + i + stride]!;
      if ((i & 1) === 0) even += l1 * p0 - l0 * p1;
      else odd += l1 * p0 - l0 * p1;
      m[psi + i] = p0 - t * p1;
      m[psi + i + stride] = p1 + t * p0;
      m[lambda + i] = l0 - t * l1;
      m[lambda + i + stride] = l1 + t * l0;
    }
  }
  m[sumAt]! += even + odd;
};

/** Qubits `from` to `to`, of the pass as it is at qubit 0. The factor goes with the first. */
const unrotateQubits = (m: Memory, whole: Pass, from: number, to: number): void => {
  for (let qubit = from; qubit < to; qubit += 2) {
    const pass = { ...whole, stride: 2 ** qubit, sumAt: whole.sumAt + qubit, scale: qubit === from ? whole.scale : 1 };
    if (qubit + 1 < to) unrotateTwo(m, pass);
    else unrotateOne(m, pass);
  }
};

const unrotateKernel =
  (m: Memory, sumAt: number): QaoaKernels['unrotate'] =>
  (psi, lambda, bits, t, scale) => {
    const low = Math.min(bits, blockBits);
    const middle = Math.min(bits, pairedBits);
    const size = 2 ** bits;
    for (let qubit = 0; qubit < bits; qubit++) m[sumAt + qubit] = 0;
    const whole: Pass = { psi, lambda, size, stride: 1, t, scale, sumAt };
    const part = (start: number, partBits: number): Pass => ({
      ...whole,
      psi: psi + start,
      lambda: lambda + start,
      size: 2 ** partBits,
    });
    for (let start = 0; start < size; start += 2 ** middle) {
      for (let inner = start; inner < start + 2 ** middle; inner += 2 ** low) {
        unrotateQubits(m, part(inner, low), 0, low);
      }
      unrotateQubits(m, { ...part(start, middle), scale: 1 }, low, middle);
    }
    unrotateQubits(m, { ...whole, scale: 1 }, middle, bits);
  };

const turnBlock = (m: Memory, reAt: number, imAt: number, bits: number, columnsAt: number): void => {
  const columns = 2 ** Math.min(bits, columnBits);
  const size = 2 ** bits;
  // Powers outside of the loop: inside they cost more than all of its products.
  const inside = 2 ** blockBits;
  const across = 2 ** columnBits;
  const rowsAt = columnsAt + 2 * across;
  for (let start = 0, row = rowsAt; start < size; start += columns, row++) {
    const rowRe = m[row]!;
    const rowIm = m[row + across]!;
    for (let column = 0; column < columns; column++) {
      const i = start + column;
      const columnRe = m[columnsAt + column]!;
      const columnIm = m[columnsAt + across + column]!;
      const fr = columnRe * rowRe - columnIm * rowIm;
      const fi = columnRe * rowIm + columnIm * rowRe;
      const pr = m[i]!;
      const pi = m[i + inside]!;
      const gr = fr * pr - fi * pi;
      const gi = fr * pi + fi * pr;
      const x = m[reAt + i]!;
      const y = m[imAt + i]!;
      m[reAt + i] = gr * x - gi * y;
      m[imAt + i] = gr * y + gi * x;
    }
  }
};

const turnKernel =
  (m: Memory): QaoaKernels['turn'] =>
  (reAt, imAt, bits, count) => {
    for (let index = 0; index < count; index++) {
      const start = index * 2 ** bits;
      turnBlock(m, reAt + start, imAt + start, bits, tableLength + index * phasesLength);
    }
  };

/** Calls back with each place of a block and its cost: a table over the block's bits, then sums by columns and by rows. */
const eachCost = (m: Memory, costsAt: number, bits: number, visit: (place: number, cost: number) => void): void => {
  const columns = 2 ** Math.min(bits, columnBits);
  const size = 2 ** bits;
  const columnsAt = costsAt + 2 ** blockBits;
  let row = columnsAt + 2 ** columnBits;
  for (let start = 0; start < size; start += columns, row++) {
    const across = m[row]!;
    for (let column = 0; column < columns; column++) {
      const place = start + column;
      visit(place, m[costsAt + place]! + (m[columnsAt + column]! + across));
    }
  }
};

const weighKernel =
  (m: Memory, costsAt: number): QaoaKernels['weigh'] =>
  (re, im, bits, lambda) => {
    let sum = 0;
    eachCost(m, costsAt, bits, (place, cost) => {
      const x = m[re + place]!;
      const y = m[im + place]!;
      sum += cost * (x * x + y * y);
      if (lambda === undefined) return;
      m[lambda.re + place] = cost * x;
      m[lambda.im + place] = cost * y;
    });
    return sum;
  };

const overlapKernel =
  (m: Memory, costsAt: number): QaoaKernels['overlap'] =>
  (re, im, bits, lambda) => {
    let sum = 0;
    eachCost(m, costsAt, bits, (place, cost) => {
      sum += cost * (m[lambda.re + place]! * m[im + place]! - m[lambda.im + place]! * m[re + place]!);
    });
    return sum;
  };

/** The kernels in TypeScript, for machines without SIMD in WebAssembly, and as the other ones' oracle. */
export const typescriptQaoaKernels = (qubitCount: number, stateCount: number): QaoaKernels => {
  const memory = new Float64Array(memoryLength(qubitCount, stateCount));
  return {
    name: 'typescript',
    memory,
    tableAt: 0,
    sumsAt,
    costsAt,
    rotate: rotateKernel(memory),
    unrotate: unrotateKernel(memory, sumsAt),
    turn: turnKernel(memory),
    weigh: weighKernel(memory, costsAt),
    overlap: overlapKernel(memory, costsAt),
  };
};
