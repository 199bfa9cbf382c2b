/** What a message or a request is about; the same words for all venues. */
export const channels = [
  'markets',
  'time',
  'bars',
  'trades',
  'quotes',
  'book',
  'funding',
  'orders',
  'account',
  'control',
] as const;

/** `control` is what serves the connection itself: subscriptions, pings, listen keys. */
export type Channel = (typeof channels)[number];
