/** A complex vector over all 2^n bit strings; bit i is asset i. Every formula here is the textbook one, on purpose. */
export interface Dense {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export const denseUniform = (size: number, isFeasible: (bits: number) => boolean): Dense => {
  const re = Float64Array.from({ length: 2 ** size }, (_, bits) => (isFeasible(bits) ? 1 : 0));
  const norm = Math.sqrt(re.reduce((sum, one) => sum + one, 0));
  return { re: re.map((one) => one / norm), im: new Float64Array(2 ** size) };
};

export const densePhase = (state: Dense, cost: (bits: number) => number, gamma: number): void => {
  for (let bits = 0; bits < state.re.length; bits++) {
    const [c, s] = [Math.cos(gamma * cost(bits)), Math.sin(gamma * cost(bits))];
    const [real, imaginary] = [state.re[bits]!, state.im[bits]!];
    state.re[bits] = real * c + imaginary * s;
    state.im[bits] = imaginary * c - real * s;
  }
};

/** e^{−iβ (XX + YY) / 2} on two qubits. */
export const denseXY = (state: Dense, i: number, j: number, beta: number): void => {
  const [c, s] = [Math.cos(beta), Math.sin(beta)];
  for (let bits = 0; bits < state.re.length; bits++) {
    if (((bits >> i) & 1) !== 1 || ((bits >> j) & 1) !== 0) continue;
    const other = bits ^ (1 << i) ^ (1 << j);
    const [ar, ai, br, bi] = [state.re[bits]!, state.im[bits]!, state.re[other]!, state.im[other]!];
    state.re[bits] = c * ar + s * bi;
    state.im[bits] = c * ai - s * br;
    state.re[other] = c * br + s * ai;
    state.im[other] = c * bi - s * ar;
  }
};

/** e^{−iβ Σ (XX + YY) / 2} over pairs, by the power series of the exponential, in steps of at most 1/32. */
export const denseXYSum = (state: Dense, pairs: readonly (readonly [number, number])[], beta: number): void => {
  const steps = Math.ceil(Math.abs(beta) * 32);
  for (let step = 0; step < steps; step++) {
    let term: Dense = { re: state.re.slice(), im: state.im.slice() };
    for (let order = 1; order <= 30; order++) {
      const next: Dense = { re: new Float64Array(state.re.length), im: new Float64Array(state.re.length) };
      const factor = beta / steps / order;
      for (let bits = 0; bits < state.re.length; bits++) {
        for (const [i, j] of pairs) {
          if (((bits >> i) & 1) === ((bits >> j) & 1)) continue;
          const other = bits ^ (1 << i) ^ (1 << j);
          next.re[other]! += factor * term.im[bits]!;
          next.im[other]! -= factor * term.re[bits]!;
        }
      }
      term = next;
      state.re.forEach((_, bits) => {
        state.re[bits]! += term.re[bits]!;
        state.im[bits]! += term.im[bits]!;
      });
    }
  }
};
