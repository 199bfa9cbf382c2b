import type { LimitInput } from '../limit-kinds';

/** Limits to begin with, by the name that denials carry. */
export type LimitsProfile = Readonly<Record<string, LimitInput>>;
