/** Classical bits as a text, bit 0 last, as a binary number is written. */
export const bitText = (bits: Uint8Array): string => {
  let text = '';
  for (let index = bits.length - 1; index >= 0; index--) text += bits[index];
  return text;
};
