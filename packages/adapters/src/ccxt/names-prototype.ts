/** Names under which every object finds what all objects share. */
const names = /"(?:__proto__|prototype|constructor)"/;

/** A letter or an underscore written as an escape, as only someone writes who hides a name. */
const hiddenLetter = /\\u00(?:4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])/i;

/**
 * Whether a message names what all objects share. ccxt 4.5.84 keeps what it receives in plain objects by names out of the message:
 * a candle of the symbol `__proto__` writes into `Object.prototype`. No venue has a market of such a name.
 */
export const namesPrototype = (text: string): boolean => names.test(text) || hiddenLetter.test(text);
