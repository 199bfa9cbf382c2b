import { ProblemError } from '../errors';

/** A word of an LP file. Sections are in lower case, by their longest name. */
export interface LpToken {
  readonly kind: 'section' | 'name' | 'number' | 'relation' | 'symbol';
  readonly text: string;
  readonly line: number;
}

const sections: readonly (readonly [RegExp, string])[] = [
  [/^min(imi[sz]e|imum)?$/i, 'minimize'],
  [/^max(imi[sz]e|imum)?$/i, 'maximize'],
  [/^(subject\s+to|such\s+that|s\.t\.|st\.?)$/i, 'subject to'],
  [/^bounds?$/i, 'bounds'],
  [/^bin(ary|aries)?$/i, 'binary'],
  [/^gen(erals?)?$|^integers?$|^int$/i, 'general'],
  [/^(semi-continuous|semis?|sos[12]?|general\s+constraints|multi-objectives)$/i, 'unread'],
  [/^end$/i, 'end'],
];

const shapes =
  /\s*(?:(?<relation><=|>=|=<|=>|<|>|=)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<symbol>[-+*^/:[\]])|(?<name>[A-Za-z_!"#$%&(),;?@`'{}~→][\w!"#$%&(),.;?@`'{}~→]*))/y;

/** Splits an LP file into words; throws where a character fits nothing. */
export const lpTokens = (text: string): LpToken[] =>
  text.split('\n').flatMap((raw, index) => {
    const line = index + 1;
    const content = raw.replace(/\\.*$/, '').trim();
    const section = sections.find(([pattern]) => pattern.test(content));
    if (section !== undefined) return [{ kind: 'section', text: section[1], line } as const];
    return wordsOf(content, line);
  });

const wordsOf = (content: string, line: number): LpToken[] => {
  const words: LpToken[] = [];
  shapes.lastIndex = 0;
  while (shapes.lastIndex < content.length) {
    const from = shapes.lastIndex;
    const groups = shapes.exec(content)?.groups;
    const found = Object.entries(groups ?? {}).find(([, value]) => value !== undefined);
    if (found === undefined) {
      throw new ProblemError({
        code: 'LP_SYNTAX',
        message: `parseLp: line ${line} cannot be read from '${content.slice(from, from + 20)}'.`,
        remedy: 'Use names, numbers, relations and + - * ^ / [ ] : alone.',
        context: { line },
      });
    }
    words.push({ kind: found[0] as LpToken['kind'], text: found[1] as string, line });
  }
  return words;
};
