/**
 * About how wide a text is in a sans-serif font of that size, rather too wide than too narrow: widths of Helvetica by classes
 * of characters, a tenth added.
 */
export const textWidth = (text: string, fontSize = 13): number => {
  let em = 0;
  for (const character of text) {
    if (/[ijl.,:;|'()[\]! ]/.test(character)) em += 0.34;
    else if (/[mwMW%—…]/.test(character)) em += 0.92;
    else if (/[a-z0-9/·†-]/.test(character)) em += 0.59;
    else if (/[\u1100-\u115f\u2e80-\uffef]/.test(character) || character.length > 1) em += 1.1;
    else em += 0.75;
  }
  return 1.1 * em * fontSize;
};
