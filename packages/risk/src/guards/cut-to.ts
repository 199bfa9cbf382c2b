import type { Verdict } from '@sigmax/core';
import { type DenialCode, deny, shrinkTo } from '../denial-codes';

/** The verdict on an order of which only `room` may leave: smaller, or not at all when that is nothing or unknown. */
export const cutTo = (room: number, quantity: number, code: DenialCode, limit: number, observed: number): Verdict =>
  room > 0 ? shrinkTo(Math.min(room, quantity), code, limit, observed) : deny(code, limit, observed);
