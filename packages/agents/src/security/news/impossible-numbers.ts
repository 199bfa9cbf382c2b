/** A figure in words around it, as far as it can be wrong by itself. */
const fallOverAll =
  /\b(?:falls?|fell|drops?|dropped|plunges?|plunged|crash(?:es|ed)?|loses?|lost|down|sinks?|sank|slides?|slid|tumbles?|tumbled|declines?|declined|slumps?|slumped)\b[^.!?\d]{0,30}?(\d[\d,]*(?:\.\d+)?)\s?(?:%|percent)/giu;

const share = /\b(\d[\d,]*(?:\.\d+)?)\s?(?:%|percent) of (?:all|the|every|total|global|circulating|its)\b/giu;

const riseInADay =
  /\b(?:rises?|rose|jumps?|jumped|surges?|surged|soars?|soared|rall(?:y|ies|ied)|gains?|gained|up|climbs?|climbed|spikes?|spiked|pumps?|pumped)\b[^.!?\d]{0,30}?(\d[\d,]*(?:\.\d+)?)\s?(?:%|percent)\s?[^.!?]{0,12}\b(?:in (?:a|one|24|an?) ?(?:day|hours?|minutes?|hour)|overnight|today|within (?:hours|minutes|a day|an hour))\b/giu;

const supply = /\b(\d[\d,]*(?:\.\d+)?)\s?(million|billion|trillion)?\s?(?:BTC|bitcoins?)\b/gu;

const scales: Readonly<Record<string, number>> = { million: 1e6, billion: 1e9, trillion: 1e12 };

const numberOf = (digits: string | undefined): number => Number((digits ?? '').replace(/,/g, ''));

const some = (text: string, pattern: RegExp, isWrong: (match: RegExpMatchArray) => boolean): boolean =>
  [...text.matchAll(pattern)].some(isWrong);

/**
 * Whether a text has a figure that cannot be: a fall of more than 100 %, a share of more than 100 %, a rise in a day above a limit, or
 * more bitcoin than there will be.
 *
 * @param largestDailyRise the largest rise in a day that is held possible, as a fraction
 */
export const hasImpossibleNumber = (text: string, largestDailyRise: number): boolean =>
  some(text, fallOverAll, ([, digits]) => numberOf(digits) > 100) ||
  some(text, share, ([, digits]) => numberOf(digits) > 100) ||
  some(text, riseInADay, ([, digits]) => numberOf(digits) / 100 > largestDailyRise) ||
  some(text, supply, ([, digits, scale]) => numberOf(digits) * (scales[(scale ?? '').toLowerCase()] ?? 1) > 21e6);

const priceOf =
  /\b(?:at|to|below|above|under|over|past|hits?|reach(?:es|ed)|near|of|crosses|trades? at)\s+(?:US)?\$\s?(\d[\d,]*(?:\.\d+)?)\s?(k|thousand|million|billion|m|b|bn)?\b/giu;

/** Prices that a text says something is at, in dollars; amounts of millions are no prices. */
export const pricesIn = (text: string): readonly number[] =>
  [...text.matchAll(priceOf)].flatMap(([, digits, unit]) => {
    if (unit !== undefined && !/^(?:k|thousand)$/i.test(unit)) return [];
    return [numberOf(digits) * (unit === undefined ? 1 : 1_000)];
  });
