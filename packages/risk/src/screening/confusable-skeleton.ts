import { confusables } from './confusables';

const letters = new Map(
  Object.entries(confusables).flatMap(([letter, likes]) => [...likes].map((like) => [like, letter] as const)),
);

/** The letter l is read as an i, and so is the digit: `Iitecoin`, `litecoin` and `1itecoin` are one word to a reader. */
const merged = new Map([['l', 'i']]);

/**
 * Returns what a text looks like: two texts with one skeleton can be taken for each other.
 *
 * Compatibility forms are resolved (NFKD), marks, blanks and what is invisible are dropped, case is dropped, and letters that
 * look alike become one.
 *
 * - Cost: O(length).
 * - Source: Unicode Technical Standard #39, section 4, with a part of its table and with the digits that stand for letters.
 *
 * @example
 * ```ts
 * import { confusableSkeleton } from '@sigmax/risk';
 * // The second one has a Cyrillic o and a zero.
 * confusableSkeleton('Dogecoin') === confusableSkeleton('Dоgec0in'); // => true
 * ```
 */
export const confusableSkeleton = (text: string): string =>
  [...text.normalize('NFKD')]
    // Marks, separators, controls and formats: none of them can be seen apart from the letter before.
    .filter((letter) => !/[\p{M}\p{Z}\p{C}\s._-]/u.test(letter))
    // Case is dropped letter by letter: some capitals look like others than their small letters do.
    .map((letter) => letters.get(letter) ?? letters.get(letter.toLowerCase()) ?? letter.toLowerCase())
    .map((letter) => merged.get(letter) ?? letter)
    .join('');
