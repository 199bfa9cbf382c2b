/*
 * What the references share: a clock in nanoseconds, and room for `size` doubles on large pages, `gap` bytes behind a boundary of
 * 2 MiB, since planes that lie a multiple of 4 KiB apart make loads wait for stores.
 */
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double *plane(size_t size, size_t gap) {
  const size_t bytes = size * sizeof(double) + gap;
  char *memory = aligned_alloc(1 << 21, (bytes + (1 << 21)) & ~(((size_t)1 << 21) - 1));
  if (memory == NULL) exit(1);
#ifdef MADV_HUGEPAGE
  madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return (double *)(memory + gap);
}
