import { SvgMarkup, svg } from './svg-markup';

/** Whose colours: those of the reader's system, or always the same. */
export type DrawingTheme = 'auto' | 'light' | 'dark';

interface Palette {
  readonly page: string;
  readonly box: string;
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly first: string;
  readonly second: string;
  readonly third: string;
  readonly fourth: string;
}

/** The colours of the report of @sigmax/core; the third and fourth are for series that it has not. */
const palettes: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    page: '#ffffff',
    box: '#eef4f9',
    ink: '#1b1f24',
    muted: '#626a75',
    grid: '#ecece7',
    first: '#0b6cb0',
    second: '#c2570c',
    third: '#4c7a34',
    fourth: '#7b4fa3',
  },
  dark: {
    page: '#181c22',
    box: '#22303d',
    ink: '#e7e9ec',
    muted: '#9aa3af',
    grid: '#242a32',
    first: '#5fb4ef',
    second: '#f19a52',
    third: '#8fc073',
    fourth: '#bd97e0',
  },
};

const rules = (name: string, { page, box, ink, muted, grid, first, second, third, fourth }: Palette): string => {
  const series = [first, second, third, fourth]
    .map((colour, index) => `.${name} .s${index}{stroke:${colour}}.${name} .f${index}{fill:${colour}}`)
    .join('');
  return (
    `.${name} .page{fill:${page}}.${name} .box{fill:${box};stroke:${first}}.${name} text{fill:${ink}}` +
    `.${name} .muted{fill:${muted}}.${name} .wire{stroke:${muted}}.${name} .grid{stroke:${grid}}` +
    `.${name} .line{stroke:${ink}}.${name} .dot{fill:${ink}}.${name} .veil{fill:${muted}}.${name} .hole{fill:${page}}${series}`
  );
};

const shapes = (name: string): string =>
  `.${name} text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;` +
  `font-variant-numeric:tabular-nums;font-size:13px}.${name} .small{font-size:11px}.${name} .title{font-size:15px;font-weight:600}` +
  `.${name} .none{fill:none}.${name} .thin{stroke-width:1}.${name} .thick{stroke-width:2}.${name} .veil{opacity:.25}` +
  `.${name} .dash{stroke-dasharray:4 3}.${name} .faint{opacity:.35}`;

/** Style sheets of different themes may meet in one page, so each has a class of its own. */
const styleOf = (theme: DrawingTheme): string => {
  const name = `sigmax-${theme}`;
  if (theme !== 'auto') return shapes(name) + rules(name, palettes[theme]);
  const dark = `@media (prefers-color-scheme:dark){${rules(name, palettes.dark)}}`;
  return shapes(name) + rules(name, palettes.light) + dark;
};

/** A whole SVG text of a size, with a name for those who do not see it. */
export const svgPage = (
  content: readonly SvgMarkup[],
  { width, height, name, theme }: { width: number; height: number; name: string; theme: DrawingTheme },
): string =>
  svg`<svg xmlns="http://www.w3.org/2000/svg" class="${`sigmax-${theme}`}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}"><style>${new SvgMarkup(styleOf(theme))}</style><rect class="page" width="${width}" height="${height}" rx="12"/>
${content}</svg>
`.text;
