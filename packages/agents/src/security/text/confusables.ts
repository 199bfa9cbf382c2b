/**
 * Letters of other alphabets that look like Latin ones, as Latin ones: after NFKC, which already folds full width, circled and
 * mathematical letters. Source of the idea: Unicode Technical Standard 39, skeletons; the list is our own and short.
 */
const alike: readonly (readonly [string, string])[] = [
  // Cyrillic.
  ['авеёіїјклмнорстухѕԁԛԝһӏ', 'abeeiijklmhopctyxsdqwhl'],
  ['АВЕЁЅІЇЈКМНОРСТУХԌԚԜҺӀ', 'ABEESIIJKMHOPCTYXGQWHL'],
  // Greek.
  ['αβγεικνορτυχωϲϳ', 'abyeikvoptuxwcj'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϿ', 'ABEZHIKMNOPTYXCC'],
  // Armenian, Cherokee, small capitals and letters with a stroke.
  ['օսցհոԁѵ', 'oughndv'],
  ['ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ', 'ABCDEHJKLMPRSTVWZ'],
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnoprstuvwyz'],
  ['ıłøđħŧɑɡɩ', 'ilodhtagi'],
];

const latin = new Map(
  alike.flatMap(([strange, plain]) => {
    const letters = [...plain];
    return [...strange].map((letter, place) => [letter, letters[place] as string] as const);
  }),
);

/** The Latin letter that a character looks like, or `undefined` when it is none of these. */
export const latinAlike = (character: string): string | undefined => latin.get(character);
