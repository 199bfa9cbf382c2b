/** Texts, and numbers outside them. */
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Digits that a double surely holds. */
const safeDigits = 15;

/**
 * Parses JSON in which whole numbers of more than 15 digits become texts: amounts of a chain's smallest unit exceed 2^53.
 *
 * @throws {SyntaxError} the text is no JSON.
 */
export const parseExactJson = (text: string): unknown =>
  JSON.parse(
    text.replace(token, (found) => (/^-?\d+$/.test(found) && found.length > safeDigits ? `"${found}"` : found)),
  ) as unknown;
