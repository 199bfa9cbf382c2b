import type { VenueContext } from '../server/venue-context';

/** Whether anyone has subscribed to anything; what nobody hears need not be written. */
export const hasListeners = (context: VenueContext): boolean => {
  for (const { subscriptions } of context.connections()) if (subscriptions.size > 0) return true;
  return false;
};
