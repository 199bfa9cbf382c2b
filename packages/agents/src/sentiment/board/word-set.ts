import { tokenise } from '../text/tokenise';

/** FNV-1a over UTF-16 units. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0;
};

/** The words and numbers of a text as sorted hashes, each once. Case, marks and spaces make no difference. */
export const wordSet = (text: string, limit = 1_000): Int32Array => {
  const hashes = new Set<number>();
  for (const token of tokenise(text, Math.min(text.length, limit))) {
    if (token.kind === 'word' || token.kind === 'emoji') hashes.add(hashOf(token.text));
    else if (token.kind === 'number') hashes.add(hashOf(`#${token.value}`));
  }
  return Int32Array.from(hashes).sort();
};

/** Jaccard index of two sorted sets: |A ∩ B| / |A ∪ B|; 1 for two empty ones. Source: Jaccard 1901. */
export const similarity = (a: Int32Array, b: Int32Array): number => {
  let [left, right, common] = [0, 0, 0];
  while (left < a.length && right < b.length) {
    const difference = (a[left] as number) - (b[right] as number);
    if (difference === 0) common += 1;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  const union = a.length + b.length - common;
  return union === 0 ? 1 : common / union;
};
