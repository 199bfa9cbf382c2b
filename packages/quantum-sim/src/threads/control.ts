/** Places in the whole numbers by which threads tell each other what to do. */
export const control = {
  /** Goes up by 1 with each thing to do; threads wait for that. */
  turn: 0,
  /** What is to be done: one of `orders`. */
  order: 1,
  /** How many of the other threads have read a message. */
  done: 2,
  /** How many kernels failed. */
  failed: 3,
  instance: 4,
  function: 5,
  argumentCount: 6,
  /**
   * How many lists of arguments are not yet taken. It is counted down to take one; whatever is below 0 then is nobody's, so a thread that
   * wakes up late takes nothing of what is over, and what is new only when all about it is written.
   */
  left: 7,
  /** How many lists are through. */
  finished: 8,
  length: 9,
} as const;

export const orders = { run: 0, readMessage: 1, stop: 2 } as const;

/** Numbers that a list of arguments may have. */
export const mostArguments = 16;

/** Lists of arguments that one call may have. */
export const mostLists = 256;
