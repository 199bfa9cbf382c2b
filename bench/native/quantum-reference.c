/*
 * What one core can do: five gates on 2^n amplitudes in two planes, in vectors of four doubles (AVX2 where the machine has it).
 * Prints nanoseconds per amplitude of each gate as JSON: for every target the fastest of the repetitions, then the mean over the
 * targets. Usage: quantum-reference QUBITS REPETITIONS
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "plane.h"

typedef double v4 __attribute__((vector_size(32)));
typedef int64_t i4 __attribute__((vector_size(32)));

static size_t size;
static double *re, *im;

static inline v4 load(const double *p) { return *(const v4 *)p; }
static inline void store(double *p, v4 v) { *(v4 *)p = v; }
static inline v4 splat(double x) { return (v4){x, x, x, x}; }

/* Each lane beside the one whose number differs in bit t. */
static inline v4 partners(v4 v, int t) {
  return t == 0 ? __builtin_shuffle(v, (i4){1, 0, 3, 2}) : __builtin_shuffle(v, (i4){2, 3, 0, 1});
}

static inline v4 byLane(double zero, double one, int t) {
  return t == 0 ? (v4){zero, one, zero, one} : (v4){zero, zero, one, one};
}

static void hadamard(int t, int unused) {
  const double h = 0.70710678118654752440;
  (void)unused;
  if (t < 2) {
    const v4 own = byLane(h, -h, t), other = splat(h);
    for (size_t i = 0; i < size; i += 4) {
      v4 x = load(re + i), y = load(im + i);
      store(re + i, own * x + other * partners(x, t));
      store(im + i, own * y + other * partners(y, t));
    }
    return;
  }
  const size_t step = (size_t)1 << t;
  const v4 m = splat(h);
  for (size_t start = 0; start < size; start += 2 * step)
    for (size_t i = start; i < start + step; i += 4) {
      v4 x0 = load(re + i), x1 = load(re + i + step), y0 = load(im + i), y1 = load(im + i + step);
      store(re + i, m * x0 + m * x1);
      store(re + i + step, m * x0 - m * x1);
      store(im + i, m * y0 + m * y1);
      store(im + i + step, m * y0 - m * y1);
    }
}

static void rotationX(int t, int unused) {
  const double c = 0.955336489125606, s = 0.29552020666133955;
  (void)unused;
  const v4 vc = splat(c), vs = splat(s);
  if (t < 2) {
    for (size_t i = 0; i < size; i += 4) {
      v4 x = load(re + i), y = load(im + i);
      store(re + i, vc * x + vs * partners(y, t));
      store(im + i, vc * y - vs * partners(x, t));
    }
    return;
  }
  const size_t step = (size_t)1 << t;
  for (size_t start = 0; start < size; start += 2 * step)
    for (size_t i = start; i < start + step; i += 4) {
      v4 x0 = load(re + i), x1 = load(re + i + step), y0 = load(im + i), y1 = load(im + i + step);
      store(re + i, vc * x0 + vs * y1);
      store(im + i, vc * y0 - vs * x1);
      store(re + i + step, vc * x1 + vs * y0);
      store(im + i + step, vc * y1 - vs * x0);
    }
}

static void exchange(double *p, double *q, size_t count) {
  if (count >= 4) {
    for (size_t i = 0; i < count; i += 4) {
      v4 a = load(p + i), b = load(q + i);
      store(p + i, b);
      store(q + i, a);
    }
  } else
    for (size_t i = 0; i < count; i++) {
      double a = p[i];
      p[i] = q[i];
      q[i] = a;
    }
}

static void controlledX(int target, int control) {
  const size_t t = (size_t)1 << target, c = (size_t)1 << control;
  if (target < 2 && control >= 2) {
    for (size_t start = c; start < size; start += 2 * c)
      for (size_t i = start; i < start + c; i += 4) {
        store(re + i, partners(load(re + i), target));
        store(im + i, partners(load(im + i), target));
      }
    return;
  }
  if (control < 2 && target >= 2) {
    const i4 choose = control == 0 ? (i4){0, 5, 2, 7} : (i4){0, 1, 6, 7};
    const i4 rest = control == 0 ? (i4){4, 1, 6, 3} : (i4){4, 5, 2, 3};
    for (size_t start = 0; start < size; start += 2 * t)
      for (size_t i = start; i < start + t; i += 4) {
        v4 a = load(re + i), b = load(re + i + t);
        store(re + i, __builtin_shuffle(a, b, choose));
        store(re + i + t, __builtin_shuffle(a, b, rest));
        a = load(im + i), b = load(im + i + t);
        store(im + i, __builtin_shuffle(a, b, choose));
        store(im + i + t, __builtin_shuffle(a, b, rest));
      }
    return;
  }
  if (control < 2 && target < 2) {
    const i4 permutation = control == 0 ? (i4){0, 3, 2, 1} : (i4){0, 1, 3, 2};
    for (size_t i = 0; i < size; i += 4) {
      store(re + i, __builtin_shuffle(load(re + i), permutation));
      store(im + i, __builtin_shuffle(load(im + i), permutation));
    }
    return;
  }
  const size_t fixed = t | c, run = t < c ? t : c;
  for (size_t free = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    exchange(re + (free | c), re + (free | c | t), run);
    exchange(im + (free | c), im + (free | c | t), run);
  }
}

static inline void turn(size_t i, v4 c, v4 s) {
  v4 x = load(re + i), y = load(im + i);
  store(re + i, c * x - s * y);
  store(im + i, c * y + s * x);
}

static void interactionZz(int first, int second) {
  const double c = 0.955336489125606, s = 0.29552020666133955;
  const v4 vc = splat(c);
  const size_t a = (size_t)1 << (first < second ? first : second), b = (size_t)1 << (first < second ? second : first);
  const int low = first < second ? first : second;
  for (size_t i = 0; i < size; i += a < 4 ? 4 : a) {
    const double high = i & b ? -1 : 1;
    if (a < 4) {
      v4 sign = byLane(-s * high, s * high, low);
      if (b < 4) sign = (v4){-s, s, s, -s};
      turn(i, vc, sign);
    } else {
      const v4 sign = splat(i & a ? s * high : -s * high);
      for (size_t j = i; j < i + a; j += 4) turn(j, vc, sign);
    }
  }
}

static double matrixRe[16], matrixIm[16];

static void dense(int first, int second) {
  const size_t a = (size_t)1 << first, b = (size_t)1 << second, fixed = a | b;
  const size_t run = a < b ? a : b;
  const size_t offset[4] = {0, a, b, a | b};
  for (size_t free = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    if (run >= 4) {
      for (size_t i = free; i < free + run; i += 4) {
        v4 x[4], y[4];
        for (int k = 0; k < 4; k++) x[k] = load(re + i + offset[k]), y[k] = load(im + i + offset[k]);
        for (int r = 0; r < 4; r++) {
          v4 sumRe = splat(0), sumIm = splat(0);
          for (int k = 0; k < 4; k++) {
            const v4 c = splat(matrixRe[4 * r + k]), s = splat(matrixIm[4 * r + k]);
            sumRe += c * x[k] - s * y[k];
            sumIm += c * y[k] + s * x[k];
          }
          store(re + i + offset[r], sumRe);
          store(im + i + offset[r], sumIm);
        }
      }
    } else
      for (size_t i = free; i < free + run; i++) {
        double x[4], y[4];
        for (int k = 0; k < 4; k++) x[k] = re[i + offset[k]], y[k] = im[i + offset[k]];
        for (int r = 0; r < 4; r++) {
          double sumRe = 0, sumIm = 0;
          for (int k = 0; k < 4; k++) {
            sumRe += matrixRe[4 * r + k] * x[k] - matrixIm[4 * r + k] * y[k];
            sumIm += matrixRe[4 * r + k] * y[k] + matrixIm[4 * r + k] * x[k];
          }
          re[i + offset[r]] = sumRe;
          im[i + offset[r]] = sumIm;
        }
      }
  }
}

static double measure(void (*gate)(int, int), int qubits, int repetitions) {
  double total = 0;
  for (int t = 0; t < qubits; t++) {
    double best = 1e30;
    for (int k = 0; k < repetitions; k++) {
      const double start = now();
      gate(t, (t + 1) % qubits);
      const double elapsed = now() - start;
      if (elapsed < best) best = elapsed;
    }
    total += best / (double)size;
  }
  return total / qubits;
}

int main(int count, char **values) {
  if (count != 3) return 2;
  const int qubits = atoi(values[1]), repetitions = atoi(values[2]);
  size = (size_t)1 << qubits;
  re = plane(size, 0);
  /* Not a multiple of 4 KiB away from the other plane, which would make loads wait for stores. */
  im = plane(size, 2112);
  for (size_t i = 0; i < size; i++) re[i] = im[i] = 1.0 / (double)(i + 1);
  for (int k = 0; k < 16; k++) matrixRe[k] = k == 0 || k == 6 || k == 9 || k == 15, matrixIm[k] = 1e-17 * k;
  printf("{\"h\":%.4f,", measure(hadamard, qubits, repetitions));
  printf("\"rx\":%.4f,", measure(rotationX, qubits, repetitions));
  printf("\"cx\":%.4f,", measure(controlledX, qubits, repetitions));
  printf("\"rzz\":%.4f,", measure(interactionZz, qubits, repetitions));
  printf("\"dense2\":%.4f}\n", measure(dense, qubits, repetitions));
  return 0;
}
