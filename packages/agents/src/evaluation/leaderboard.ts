import type { Rating } from './bradley-terry';

/** Ratings as people read them. */
export interface Leaderboard {
  readonly rows: readonly (Rating & {
    /** Ratings whose intervals reach each other's middle share a rank; 1 is the best. */
    readonly rank: number;
  })[];
  /** A table of text. */
  toString(): string;
  /** A picture that needs nothing else: a dot and its interval for each. */
  toSvg(): string;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => escapes[mark] ?? mark);

const width = 640;
const rowHeight = 28;
const left = 180;
const right = 24;

/** Lengths in the picture with one digit, so that bytes are the same everywhere. */
const at = (value: number): string => value.toFixed(1);

const svgOf = (rows: Leaderboard['rows']): string => {
  const bounds = rows.flatMap(({ rating, interval }) => [rating, ...(interval ?? [])]);
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)];
  const span = high > low ? high - low : 1;
  const x = (value: number): number => left + ((value - low) / span) * (width - left - right);
  const height = rows.length * rowHeight + 48;
  const lines = rows.map(({ name, rank, rating, interval }, place) => {
    const y = 24 + place * rowHeight + rowHeight / 2;
    const [from, to] = interval ?? [rating, rating];
    return [
      `<text x="8" y="${at(y + 4)}">${rank}. ${escaped(name.slice(0, 24))}</text>`,
      `<line x1="${at(x(from))}" x2="${at(x(to))}" y1="${at(y)}" y2="${at(y)}" stroke="#7a8699" stroke-width="2"/>`,
      `<circle cx="${at(x(rating))}" cy="${at(y)}" r="5" fill="#1f6feb"><title>${escaped(name)}: ${rating.toFixed(0)}</title></circle>`,
    ].join('');
  });
  const scale = [low, high].map(
    (value, end) =>
      `<text x="${at(x(value))}" y="${height - 10}" text-anchor="${end === 0 ? 'start' : 'end'}" fill="#57606a">${value.toFixed(0)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Leaderboard" font-family="system-ui, sans-serif" font-size="13">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...lines,
    ...scale,
    '</svg>',
  ].join('\n');
};

/**
 * Writes ratings as a table and as a picture. Those whose interval reaches up to the rating of a better one share its rank: the games do
 * not tell them apart.
 *
 * - Cost: linear. State: none; the same ratings give the same bytes. Names are escaped in the picture.
 *
 * @example
 * ```ts
 * import { bradleyTerry, leaderboard } from '@sigmax/agents/evaluation';
 * const games = Array.from({ length: 60 }, (_, place) => ({ first: 'a', second: 'b', score: place < 45 ? 1 : 0 }));
 * const board = leaderboard(bradleyTerry(games));
 * board.rows.map(({ name, rank }) => [name, rank]); // => [['a', 1], ['b', 2]]
 * board.toSvg().startsWith('<svg'); // => true
 * ```
 */
export const leaderboard = (ratings: readonly Rating[]): Leaderboard => {
  const sorted = [...ratings].sort((a, b) => b.rating - a.rating || (a.name < b.name ? -1 : 1));
  let leader: Rating | undefined;
  let rank = 0;
  const rows = sorted.map((row, place) => {
    const reaches = leader !== undefined && (row.interval?.[1] ?? row.rating) >= leader.rating;
    if (!reaches) {
      leader = row;
      rank = place + 1;
    }
    return { ...row, rank };
  });
  const table = rows.map(({ rank: own, name, rating, interval, games, points }) => {
    const range = interval === undefined ? '' : `${interval[0].toFixed(0)}–${interval[1].toFixed(0)}`;
    return `${String(own).padStart(4)}  ${name.padEnd(24)} ${rating.toFixed(0).padStart(6)}  ${range.padStart(11)}  ${points.toFixed(1).padStart(7)} / ${games}`;
  });
  const head = `rank  ${'name'.padEnd(24)} rating     interval   points`;
  return { rows, toString: () => [head, ...table].join('\n'), toSvg: () => svgOf(rows) };
};
