import { canonicalJson } from '@sigmax/core';
import type { Situation } from '../opinion/agent';
import type { Evidence } from '../opinion/evidence';
import { digitsForWords } from './digits-for-words';

/**
 * A number as a text writes it: `"1,204.5"`, `"5 %"`, `"12k"`, with what stands before it in one word. Words are looked at from their
 * first letter alone, so that a long run of letters is read once and not once for each of them.
 */
const written =
  /(?:(?<![\p{L}_])(?<word>[\p{L}_]+))?(?<digits>\d+(?:[,_']\d{3})*(?:\.\d+)?|\.\d+)(?<power>e[+-]?\d+)?(?:\s?(?<unit>%|percent|bps?|bn|[kmb](?![\p{L}])|thousand|million|billion))?/giu;

/** Digits that are none of 0–9 cannot be compared, so that they are never known. */
const otherDigit = /(?![0-9])\p{Nd}/u;

const factors: Readonly<Record<string, number>> = {
  '%': 0.01,
  percent: 0.01,
  bp: 0.0001,
  bps: 0.0001,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};

interface WrittenNumber {
  /** As it stands in the text. */
  readonly text: string;
  /** Letters right before it: `EMA12` is a name. */
  readonly word: string;
  readonly value: number;
  /** Half of the last digit's place. */
  readonly tolerance: number;
}

/** The numbers of a text, in digits and in English words, signs left out: a fall of 5 % is a change of −0.05. */
export const writtenNumbers = (text: string): readonly WrittenNumber[] =>
  [...digitsForWords(text).matchAll(written)].map((match) => {
    const { word = '', digits = '', power = '', unit = '' } = match.groups ?? {};
    const plain = digits.replace(/[,_']/g, '');
    const scale = Number(`1${power}`) * (factors[unit.toLowerCase()] ?? 1);
    const decimals = plain.includes('.') ? plain.length - plain.indexOf('.') - 1 : 0;
    return { text: match[0], word, value: Number(plain) * scale, tolerance: 0.5 * 10 ** -decimals * scale };
  });

const numbersIn = (value: unknown, found: Set<number>): void => {
  if (typeof value === 'number') found.add(Math.abs(value));
  else if (typeof value === 'string') for (const one of writtenNumbers(value)) found.add(one.value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) numbersIn(part, found);
};

interface ReadItem {
  readonly numbers: ReadonlySet<number>;
  /** Canonical JSON of what it is and says, in lower case. */
  readonly words: string;
}

/** Each item is read once while it is in use: items never change, and every side asks in every round. */
const readItems = new WeakMap<Evidence, ReadItem>();

const readOnce = (item: Evidence): ReadItem => {
  const before = readItems.get(item);
  if (before !== undefined) return before;
  const { kind, source, content } = item;
  const numbers = new Set<number>();
  numbersIn(content, numbers);
  const read = { numbers, words: canonicalJson([kind, source, content]).toLowerCase() };
  readItems.set(item, read);
  return read;
};

/** What a claim may rest on. */
export interface KnownNumbers {
  /** The numbers of a text that nothing known has, as they stand in it. */
  unknownIn(text: string): readonly string[];
}

/**
 * Gathers every number of a situation: the bars of the moment, the weight held, all evidence, numbers given besides.
 *
 * A number in a text, in digits or in English words, is known when one of these rounds to it at the digits that it is written with;
 * `5 %` may be 5 or 0.05. Not read: other languages, Roman numerals, ordinals.
 */
export const knownNumbers = (situation: Situation, besides: readonly number[] = []): KnownNumbers => {
  const { snapshot, evidence, instrumentId } = situation;
  const known = new Set<number>(besides.map(Math.abs));
  const { open, high, low, close, volume } = snapshot.barOf(instrumentId) ?? {};
  numbersIn([open, high, low, close, volume, snapshot.portfolio.weight(instrumentId)], known);
  const read = evidence.map(readOnce);
  for (const { numbers } of read) for (const value of numbers) known.add(value);
  const corpus = [canonicalJson(instrumentId).toLowerCase(), ...read.map(({ words }) => words)].join(',');
  const values = [...known];

  const isKnown = ({ text, word, value, tolerance }: WrittenNumber): boolean => {
    if (word !== '') return corpus.includes(text.trim().toLowerCase());
    const isNear = (of: number, within: number): boolean =>
      known.has(of) || values.some((one) => Math.abs(one - of) <= within * (1 + 1e-9));
    if (isNear(value, tolerance)) return true;
    return /%|percent/i.test(text) && isNear(value * 100, tolerance * 100);
  };

  return {
    unknownIn: (text) => {
      if (otherDigit.test(text.normalize('NFKC'))) return [text];
      return writtenNumbers(text)
        .filter((number) => !isKnown(number))
        .map(({ text: shown }) => shown.trim());
    },
  };
};
