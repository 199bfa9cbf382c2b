/*
 * What the width of vectors is worth: H, RX and CNOT on 2^n amplitudes in two planes, in vectors of BYTES bytes (a macro), on the
 * targets (and controls) from qubit 2 on, whose loops are the same at every width. WebAssembly has vectors of 16 bytes.
 * Prints nanoseconds per amplitude of each gate as JSON: for every target the fastest of the repetitions, then the mean over the
 * targets. Usage: vector-width QUBITS REPETITIONS
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include "plane.h"

typedef double vector __attribute__((vector_size(BYTES)));

#define LANES (BYTES / 8)

static size_t size;
static double *re, *im;

static inline vector load(const double *p) { return *(const vector *)p; }
static inline void store(double *p, vector v) { *(vector *)p = v; }

static inline vector splat(double x) {
  vector v;
  for (int lane = 0; lane < LANES; lane++) v[lane] = x;
  return v;
}

static void hadamard(int t, int unused) {
  const size_t step = (size_t)1 << t;
  const vector m = splat(0.70710678118654752440);
  double *x = re, *y = im;
  (void)unused;
  for (size_t start = 0; start < size; start += 2 * step)
    for (size_t i = start; i < start + step; i += LANES) {
      const vector x0 = load(x + i), x1 = load(x + i + step), y0 = load(y + i), y1 = load(y + i + step);
      store(x + i, m * (x0 + x1));
      store(x + i + step, m * (x0 - x1));
      store(y + i, m * (y0 + y1));
      store(y + i + step, m * (y0 - y1));
    }
}

static void rotationX(int t, int unused) {
  const size_t step = (size_t)1 << t;
  const vector c = splat(0.955336489125606), s = splat(0.29552020666133955);
  double *x = re, *y = im;
  (void)unused;
  for (size_t start = 0; start < size; start += 2 * step)
    for (size_t i = start; i < start + step; i += LANES) {
      const vector x0 = load(x + i), x1 = load(x + i + step), y0 = load(y + i), y1 = load(y + i + step);
      store(x + i, c * x0 + s * y1);
      store(y + i, c * y0 - s * x1);
      store(x + i + step, c * x1 + s * y0);
      store(y + i + step, c * y1 - s * x0);
    }
}

static void controlledX(int target, int control) {
  const size_t t = (size_t)1 << target, c = (size_t)1 << control, fixed = t | c, run = t < c ? t : c;
  for (size_t free = 0; free < size; free = ((free | fixed) + run) & ~fixed)
    for (size_t i = free | c; i < (free | c) + run; i += LANES) {
      const vector x0 = load(re + i), x1 = load(re + i + t), y0 = load(im + i), y1 = load(im + i + t);
      store(re + i, x1);
      store(re + i + t, x0);
      store(im + i, y1);
      store(im + i + t, y0);
    }
}

static double measure(void (*gate)(int, int), int qubits, int repetitions) {
  double total = 0;
  for (int t = 2; t < qubits; t++) {
    double best = 1e30;
    for (int k = 0; k < repetitions; k++) {
      const double start = now();
      gate(t, t + 1 < qubits ? t + 1 : 2);
      const double elapsed = now() - start;
      if (elapsed < best) best = elapsed;
    }
    total += best / (double)size;
  }
  return total / (qubits - 2);
}

int main(int count, char **values) {
  if (count != 3) return 2;
  const int qubits = atoi(values[1]), repetitions = atoi(values[2]);
  size = (size_t)1 << qubits;
  re = plane(size, 0);
  im = plane(size, 2112);
  for (size_t i = 0; i < size; i++) re[i] = im[i] = 1.0 / (double)(i + 1);
  printf("{\"h\":%.4f,", measure(hadamard, qubits, repetitions));
  printf("\"rx\":%.4f,", measure(rotationX, qubits, repetitions));
  printf("\"cx\":%.4f}\n", measure(controlledX, qubits, repetitions));
  return 0;
}
