/** Places in the whole numbers by which threads tell each other what to do. */
export const control = {
  /** Goes up by 1 with each thing to do; threads wait for that. */
  turn: 0,
  /** What is to be done: one of `orders`. */
  order: 1,
  /** How many of the other threads are through with it. */
  done: 2,
  /** How many of them failed. */
  failed: 3,
  instance: 4,
  function: 5,
  /** How many lists of arguments there are; thread k takes list k. */
  lists: 6,
  argumentCount: 7,
  length: 8,
} as const;

export const orders = { run: 0, readMessage: 1, stop: 2 } as const;

/** Numbers that a list of arguments may have. */
export const mostArguments = 16;
