import { QuantumCapacityError } from '../errors';

/** Throws before anything is allocated when `bytes` is above the limit. */
export const requireMemory = (bytes: number, limit: number, what: string, remedy: string): void => {
  if (bytes <= limit) return;
  throw new QuantumCapacityError({
    code: 'MEMORY_LIMIT',
    message: `${what} needs ${bytes} bytes (${(bytes / 2 ** 20).toFixed(1)} MiB); the limit is ${limit} bytes.`,
    remedy,
    context: { bytes, limit },
  });
};

/** 2 GiB. */
export const defaultMaximumBytes = 2 ** 31;

/** What an ansatz needs for each state: 16 for costs, 32 for two state vectors, 8 for the pairs of a ring, 16 to sample. */
export const bytesPerState = 72;

/** Throws where an ansatz over `dimension` states would not fit. */
export const requireDimension = (dimension: number, limit: number, what: string): void => {
  requireMemory(
    dimension * bytesPerState,
    limit,
    `${what}: ${dimension} feasible states`,
    'Choose fewer assets, split them into sectors, or raise maximumBytes.',
  );
  // Indices of states are kept in 32 bits.
  if (dimension < 2 ** 31) return;
  throw new QuantumCapacityError({
    code: 'TOO_MANY_STATES',
    message: `${what}: ${dimension} feasible states are more than the 2147483647 that can be numbered.`,
    remedy: 'Choose fewer assets or split them into sectors.',
    context: { dimension },
  });
};
