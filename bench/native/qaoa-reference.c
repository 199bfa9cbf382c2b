/*
 * What one core can do for a layer of QAOA on a dense QUBO, in double precision and vectors of four (AVX2 where the machine has
 * it), two ways. `fused`: phases as products formed for 1,024 amplitudes at a time, and the transverse field as a real rotation in
 * a turned frame, 10 qubits in a first-level cache, then at most 6 in each further pass. `gates`: a table of costs, a sine and a
 * cosine for each amplitude, and one pass for each qubit.
 * Prints nanoseconds per amplitude and layer as JSON, the fastest of the repetitions. Usage: qaoa-reference QUBITS REPETITIONS
 */
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "plane.h"

typedef double v4 __attribute__((vector_size(32)));
typedef int64_t i4 __attribute__((vector_size(32)));

#define LOW 10
#define GROUP 6
#define CHUNK 16

static int n;
static size_t size;
static double *re, *im, *costs;
static double linear[32], coupling[32][32];
static double pairRe[32][32], pairIm[32][32];
static double fieldRe[33][33], fieldIm[33][33];
static double insideRe[1 << LOW] __attribute__((aligned(64))), insideIm[1 << LOW] __attribute__((aligned(64)));
static double columnRe[32] __attribute__((aligned(64))), columnIm[32] __attribute__((aligned(64)));
static double rowRe[32], rowIm[32];

static inline v4 load(const double *p) { return *(const v4 *)p; }
static inline void store(double *p, v4 v) { *(v4 *)p = v; }
static inline v4 splat(double x) { return (v4){x, x, x, x}; }

/* Products of the factors over the subsets of `count` bits, times a start. */
static void subsets(const double *fr, const double *fi, int count, double a, double b, double *outRe, double *outIm) {
  outRe[0] = a, outIm[0] = b;
  for (int bit = 0; bit < count; bit++)
    for (int x = 0; x < 1 << bit; x++) {
      outRe[x + (1 << bit)] = outRe[x] * fr[bit] - outIm[x] * fi[bit];
      outIm[x + (1 << bit)] = outRe[x] * fi[bit] + outIm[x] * fr[bit];
    }
}

static void turnBlock(size_t start) {
  for (int row = 0; row < 32; row++) {
    const v4 c = splat(rowRe[row]), s = splat(rowIm[row]);
    for (int column = 0; column < 32; column += 4) {
      const int i = row * 32 + column;
      const v4 cr = load(columnRe + column), ci = load(columnIm + column);
      const v4 fr = cr * c - ci * s, fi = cr * s + ci * c;
      const v4 pr = load(insideRe + i), pi = load(insideIm + i);
      const v4 gr = fr * pr - fi * pi, gi = fr * pi + fi * pr;
      const v4 x = load(re + start + i), y = load(im + start + i);
      store(re + start + i, gr * x - gi * y);
      store(im + start + i, gr * y + gi * x);
    }
  }
}

/* Row `row` of the fields holds the factors of bits below `bits`, and the constant at place n. */
static void walk(int bits, int row, size_t block) {
  if (bits == LOW) {
    subsets(fieldRe[row], fieldIm[row], 5, fieldRe[row][n], fieldIm[row][n], columnRe, columnIm);
    subsets(fieldRe[row] + 5, fieldIm[row] + 5, 5, 1, 0, rowRe, rowIm);
    turnBlock(block << LOW);
    return;
  }
  const int bit = bits - 1;
  walk(bit, row, block);
  for (int i = 0; i < bit; i++) {
    const double a = fieldRe[row][i], b = fieldIm[row][i], c = pairRe[bit][i], s = pairIm[bit][i];
    fieldRe[row + 1][i] = a * c - b * s, fieldIm[row + 1][i] = a * s + b * c;
  }
  const double a = fieldRe[row][n], b = fieldIm[row][n], c = fieldRe[row][bit], s = fieldIm[row][bit];
  fieldRe[row + 1][n] = a * c - b * s, fieldIm[row + 1][n] = a * s + b * c;
  walk(bit, row + 1, block | (size_t)1 << (bit - LOW));
}

static void phases(double gamma) {
  for (int i = 0; i < n; i++) {
    fieldRe[0][i] = cos(gamma * linear[i]), fieldIm[0][i] = -sin(gamma * linear[i]);
    for (int j = 0; j < i; j++) pairRe[i][j] = cos(gamma * coupling[i][j]), pairIm[i][j] = -sin(gamma * coupling[i][j]);
  }
  fieldRe[0][n] = 1, fieldIm[0][n] = 0;
  insideRe[0] = 1, insideIm[0] = 0;
  double partRe[1 << LOW], partIm[1 << LOW];
  for (int bit = 0; bit < LOW; bit++) {
    subsets(pairRe[bit], pairIm[bit], bit, 1, 0, partRe, partIm);
    for (int x = 0; x < 1 << bit; x++) {
      insideRe[x + (1 << bit)] = insideRe[x] * partRe[x] - insideIm[x] * partIm[x];
      insideIm[x + (1 << bit)] = insideRe[x] * partIm[x] + insideIm[x] * partRe[x];
    }
  }
  walk(n, 0, 0);
}

static inline void rotateFour(double *p, size_t step, v4 t) {
  const v4 x0 = load(p), x1 = load(p + step), x2 = load(p + 2 * step), x3 = load(p + 3 * step);
  const v4 y0 = x0 - t * x1, y1 = x1 + t * x0, y2 = x2 - t * x3, y3 = x3 + t * x2;
  store(p, y0 - t * y2);
  store(p + step, y1 - t * y3);
  store(p + 2 * step, y2 + t * y0);
  store(p + 3 * step, y3 + t * y1);
}

static void rotateSpan(double *p, size_t count, size_t step, int qubits, double tangent) {
  const v4 t = splat(tangent);
  for (; qubits >= 2; qubits -= 2, step *= 4)
    for (size_t base = 0; base < count; base += 4 * step)
      for (size_t i = base; i < base + step; i += 4) rotateFour(p + i, step, t);
  if (qubits == 1)
    for (size_t base = 0; base < count; base += 2 * step)
      for (size_t i = base; i < base + step; i += 4) {
        const v4 a = load(p + i), b = load(p + i + step);
        store(p + i, a - t * b);
        store(p + i + step, b + t * a);
      }
}

static void rotatePlane(double *plane, double t, double scale) {
  const v4 s = splat(scale), lower = {-t, t, -t, t}, upper = {-t, -t, t, t};
  for (size_t start = 0; start < size; start += 1 << LOW) {
    double *p = plane + start;
    for (int i = 0; i < 1 << LOW; i += 4) {
      v4 x = s * load(p + i);
      x = x + lower * __builtin_shuffle(x, (i4){1, 0, 3, 2});
      x = x + upper * __builtin_shuffle(x, (i4){2, 3, 0, 1});
      store(p + i, x);
    }
    rotateSpan(p, 1 << LOW, 4, LOW - 2, t);
  }
  static double buffer[(1 << GROUP) * CHUNK] __attribute__((aligned(64)));
  for (int from = LOW; from < n;) {
    const int count = n - from > GROUP ? GROUP : n - from;
    const size_t step = (size_t)1 << from, span = step << count;
    for (size_t base = 0; base < size; base += span)
      for (size_t at = base; at < base + step; at += CHUNK) {
        for (int k = 0; k < 1 << count; k++) memcpy(buffer + k * CHUNK, plane + at + k * step, CHUNK * sizeof(double));
        rotateSpan(buffer, ((size_t)1 << count) * CHUNK, CHUNK, count, t);
        for (int k = 0; k < 1 << count; k++) memcpy(plane + at + k * step, buffer + k * CHUNK, CHUNK * sizeof(double));
      }
    from += count;
  }
}

static void fusedLayer(void) {
  phases(0.1);
  const double t = tan(0.2), scale = pow(cos(0.2), n);
  rotatePlane(re, t, scale);
  rotatePlane(im, t, scale);
}

static void rotationX(int q, double c, double s) {
  const v4 vc = splat(c), vs = splat(s);
  if (q < 2) {
    const i4 order = q == 0 ? (i4){1, 0, 3, 2} : (i4){2, 3, 0, 1};
    for (size_t i = 0; i < size; i += 4) {
      const v4 x = load(re + i), y = load(im + i);
      store(re + i, vc * x + vs * __builtin_shuffle(y, order));
      store(im + i, vc * y - vs * __builtin_shuffle(x, order));
    }
    return;
  }
  const size_t step = (size_t)1 << q;
  for (size_t start = 0; start < size; start += 2 * step)
    for (size_t i = start; i < start + step; i += 4) {
      const v4 x0 = load(re + i), x1 = load(re + i + step), y0 = load(im + i), y1 = load(im + i + step);
      store(re + i, vc * x0 + vs * y1);
      store(im + i, vc * y0 - vs * x1);
      store(re + i + step, vc * x1 + vs * y0);
      store(im + i + step, vc * y1 - vs * x0);
    }
}

static void gatesLayer(void) {
  double *restrict x = re, *restrict y = im;
  const double *restrict cost = costs;
  /* One loop for the sines and cosines of 1,024 costs and one for the products: both are vectorised. */
  double c[1024], s[1024];
  for (size_t start = 0; start < size; start += 1024) {
    for (int i = 0; i < 1024; i++) c[i] = cos(0.1 * cost[start + i]);
    for (int i = 0; i < 1024; i++) s[i] = sin(0.1 * cost[start + i]);
    for (int i = 0; i < 1024; i++) {
      const double a = x[start + i], b = y[start + i];
      x[start + i] = c[i] * a + s[i] * b;
      y[start + i] = c[i] * b - s[i] * a;
    }
  }
  for (int q = 0; q < n; q++) rotationX(q, cos(0.2), sin(0.2));
}

static double measure(void (*layer)(void), int repetitions) {
  double best = 1e30;
  for (int k = 0; k < repetitions; k++) {
    const double start = now();
    layer();
    const double elapsed = now() - start;
    if (elapsed < best) best = elapsed;
  }
  return best / (double)size;
}

int main(int count, char **values) {
  if (count != 3) return 2;
  n = atoi(values[1]);
  const int repetitions = atoi(values[2]);
  if (n < LOW + 1 || n > 27) return 2;
  size = (size_t)1 << n;
  re = plane(size, 0), im = plane(size, 2112), costs = plane(size, 4224);
  for (int i = 0; i < n; i++) {
    linear[i] = ((i * 37) % 17) / 17.0 - 0.5;
    for (int j = 0; j < i; j++) coupling[i][j] = ((i * 53 + j * 29) % 23) / 23.0 - 0.5;
  }
  for (size_t x = 0; x < size; x++) {
    double cost = 0;
    for (int i = 0; i < n; i++)
      if (x >> i & 1) {
        cost += linear[i];
        for (int j = 0; j < i; j++) cost += (x >> j & 1) * coupling[i][j];
      }
    costs[x] = cost;
    re[x] = im[x] = 1.0 / (double)(x + 1);
  }
  const double fused = measure(fusedLayer, repetitions);
  for (size_t x = 0; x < size; x++) re[x] = im[x] = 1.0 / (double)(x + 1);
  printf("{\"fused\":%.4f,\"gates\":%.4f}\n", fused, measure(gatesLayer, repetitions));
  return 0;
}
