import { textWidth } from './text-width';

export interface Rectangle {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const attribute = (tag: string, name: string): string => new RegExp(`(?: |^)${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
const number = (tag: string, name: string): number => Number(attribute(tag, name));

/** Rectangles and circles of a class, by their classes' first word. */
export const rectanglesOf = (text: string, className: string): Rectangle[] => {
  const rectangles = [...text.matchAll(/<rect ([^>]*)\/>/g)]
    .filter(([, tag]) => attribute(tag!, 'class').split(' ').includes(className))
    .map(([, tag]) => {
      const [left, top] = [number(tag!, 'x'), number(tag!, 'y')];
      const [right, bottom] = [left + number(tag!, 'width'), top + number(tag!, 'height')];
      return { name: className, left, right, top, bottom };
    });
  const circles = [...text.matchAll(/<circle ([^>]*)\/>/g)]
    .filter(([, tag]) => attribute(tag!, 'class').split(' ').includes(className))
    .map(([, tag]) => {
      const [x, y, r] = [number(tag!, 'cx'), number(tag!, 'cy'), number(tag!, 'r')];
      return { name: className, left: x - r, right: x + r, top: y - r, bottom: y + r };
    });
  return [...rectangles, ...circles];
};

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Where the texts stand, by the estimate of their widths without its reserve of a tenth. */
export const labelsOf = (text: string): Rectangle[] =>
  [...text.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, tag, content]) => {
    const classes = attribute(tag!, 'class').split(' ');
    const size = classes.includes('title') ? 15 : classes.includes('small') ? 11 : 13;
    const name = unescaped(content!);
    const width = textWidth(name, size) / 1.1;
    const anchor = attribute(tag!, 'text-anchor');
    const [x, y] = [number(tag!, 'x'), number(tag!, 'y')];
    const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
    return { name, left, right: left + width, top: y - 0.75 * size, bottom: y + 0.2 * size };
  });

export const sizeOf = (text: string): { readonly width: number; readonly height: number } => {
  const tag = /<svg ([^>]*)>/.exec(text)![1]!;
  return { width: number(tag, 'width'), height: number(tag, 'height') };
};

/** Names of those that overlap. */
export const overlaps = (all: readonly Rectangle[]): string[] =>
  all.flatMap((a, index) =>
    all
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.name} and ${b.name}`),
  );
