/** Why the kernel itself, and no guard, keeps an order back, stops a bot or refuses a control. Never renamed. */
export const kernelCodes = Object.freeze([
  /** A guard threw. */
  'GUARD_FAILED',
  /** A guard answered what is no verdict or no intervention, or tried to make an order larger. */
  'GUARD_ANSWER_INVALID',
  /** An operator has stopped the bot. */
  'KILL_SWITCH',
  /** An operator has paused the bot. */
  'PAUSED',
  /** What the last run left behind could not be read, so a stop may have stood in it. */
  'MEMORY_UNREADABLE',
  /** What this run leaves behind could not be saved, so a stop would not outlive it. */
  'MEMORY_NOT_SAVED',
  /** The quantity is less than one step of it. */
  'BELOW_QUANTITY_STEP',
  /** The quantity is below the venue's minimum. */
  'BELOW_MINIMUM_QUANTITY',
  /** The value is below the venue's minimum. */
  'BELOW_MINIMUM_NOTIONAL',
  /** A price is less than one step of it. */
  'BELOW_PRICE_STEP',
  /** The quantity is more than can be counted exactly. */
  'ABOVE_LARGEST_QUANTITY',
  /** The strategy has withdrawn an order that a guard had put off. */
  'DELAYED_ORDER_CANCELLED',
  /** A control is none. */
  'INVALID_CONTROL',
  /** A guard that was to be overridden does not exist. */
  'UNKNOWN_GUARD',
  /** A guard that was to be overridden is a hard limit. */
  'HARD_LIMIT',
  /** An override would end in the past, or in more than a day. */
  'OVERRIDE_TOO_LONG',
  /** What was to be re-armed has stopped nothing. */
  'NOTHING_TO_REARM',
  /** What was to be flattened is a tag, and a position has none: its orders are cancelled. */
  'TAG_HOLDS_NOTHING',
] as const);

export type KernelCode = (typeof kernelCodes)[number];
