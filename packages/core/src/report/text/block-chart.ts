const eighths = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** One value for each of `columns` equal parts of a series: its last, lowest or highest. */
export const resample = (values: ArrayLike<number>, columns: number, pick: 'last' | 'highest'): number[] => {
  const { length } = values;
  const count = Math.min(columns, length);
  return Array.from({ length: count }, (_, column) => {
    const from = Math.floor((column * length) / count);
    const to = Math.max(Math.floor(((column + 1) * length) / count), from + 1);
    if (pick === 'last') return values[to - 1] as number;
    let best = values[from] as number;
    for (let index = from + 1; index < to; index++) best = Math.max(best, values[index] as number);
    return best;
  });
};

/** Stretches a few values over all columns, so that a short run fills the chart too. */
const stretch = (values: readonly number[], columns: number): number[] =>
  values.length === 0
    ? []
    : Array.from({ length: columns }, (_, column) => values[Math.floor((column * values.length) / columns)] as number);

const range = (values: readonly number[]): [low: number, high: number] => {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return low === high ? [low - 1, high + 1] : [low, high];
};

/** A line of block characters between `low` and `high`. */
export const sparkline = (values: readonly number[], columns: number, [low, high] = range(values)): string =>
  stretch(values, columns)
    .map((value) => eighths[1 + Math.round(((value - low) / (high - low)) * 7)] ?? ' ')
    .join('');

/** Rows of a chart that rises from its lowest value, eight steps a row. */
export const risingChart = (values: readonly number[], columns: number, rows: number): string[] => {
  if (values.length === 0) return [];
  const [low, high] = range(values);
  const heights = stretch(values, columns).map(
    (value) => 1 + Math.round(((value - low) / (high - low)) * (rows * 8 - 1)),
  );
  return Array.from({ length: rows }, (_, row) => {
    const floor = (rows - 1 - row) * 8;
    return heights.map((height) => eighths[Math.min(Math.max(height - floor, 0), 8)]).join('');
  });
};

/** Rows of a chart that hangs from 0, two steps a row. */
export const hangingChart = (depths: readonly number[], columns: number, rows: number): string[] => {
  if (depths.length === 0) return [];
  const deepest = Math.max(...depths, 1e-12);
  const halves = stretch(depths, columns).map((depth) => Math.ceil((depth / deepest) * rows * 2 - 1e-9));
  return Array.from({ length: rows }, (_, row) =>
    halves.map((half) => (half >= row * 2 + 2 ? '█' : half === row * 2 + 1 ? '▀' : ' ')).join(''),
  );
};
