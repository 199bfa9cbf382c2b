/** Named characters that feeds use: those of XML, and the ones of HTML that writing tools put into titles. */
const named: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    laquo: '«',
    raquo: '»',
    hellip: '…',
    bull: '•',
    middot: '·',
    euro: '€',
    pound: '£',
    yen: '¥',
    cent: '¢',
    copy: '©',
    reg: '®',
    trade: '™',
    deg: '°',
    plusmn: '±',
    times: '×',
    frac12: '½',
    eacute: 'é',
    egrave: 'è',
    aacute: 'á',
    iacute: 'í',
    oacute: 'ó',
    uacute: 'ú',
    ntilde: 'ñ',
    ccedil: 'ç',
    auml: 'ä',
    ouml: 'ö',
    uuml: 'ü',
    szlig: 'ß',
  }),
);

/** The character of a number, where text may hold it. */
const character = (code: number): string | undefined => {
  const isText = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0xd800);
  return isText || (code > 0xdfff && code <= 0x10ffff) ? String.fromCodePoint(code) : undefined;
};

/** What a reference such as `&amp;` or `&#8217;` stands for; what is none stays as it is written. Nothing is decoded twice. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z][a-zA-Z\d]{1,15}));/g,
        (whole, decimal, hex, name) => {
          if (name !== undefined) return named.get(name as string) ?? whole;
          const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
          return character(code) ?? '';
        },
      )
    : text;
