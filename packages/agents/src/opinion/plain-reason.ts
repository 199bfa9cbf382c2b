/** Longest reason that is kept, in UTF-16 units. */
const longest = 2_000;

/** Control characters, invisible ones, those that turn the direction of text, and halves of characters. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** A text as a reason may be kept: one line, printable, of limited length. */
export const plainReason = (text: string): { readonly reason: string; readonly isCut: boolean } => {
  // Before the search, so that a text of megabytes costs no more than one of pages.
  const near = text.slice(0, 4 * longest);
  const plain = near.replace(unprintable, ' ').trim();
  const cut = plain.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
  return { reason: cut, isCut: cut.length < plain.length || near.length < text.length };
};
