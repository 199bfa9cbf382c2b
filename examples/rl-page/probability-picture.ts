import type { Prediction } from '@sigmax/rl';
import type { PlainBars } from './trading-run';

const size = { width: 960, left: 52, right: 12, priceTop: 26, priceHeight: 130, top: 196, height: 170, bottom: 24 };

const total = size.top + size.height + size.bottom;

const day = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

/** Bars on which a model decided, with the place of each. */
const decided = (predictions: readonly Prediction[]) =>
  predictions.flatMap(({ probabilities, action, timeMs }, place) =>
    probabilities === undefined ? [] : [{ probabilities, action, timeMs, place }],
  );

/**
 * The price, and below it the probability of each choice as stacked areas, as an SVG.
 *
 * Classes `choice0`, `choice1`, … are coloured by the page. `names` are those of the choices.
 */
export const probabilityPicture = (
  { columns: { close } }: PlainBars,
  predictions: readonly Prediction[],
  names: readonly string[],
): string => {
  const rows = decided(predictions);
  if (rows.length < 2) return '';
  const { width, left, right, priceTop, priceHeight, top, height } = size;
  const prices = rows.map(({ place }) => close[place]!);
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  const toX = (row: number): string => (left + (row / (rows.length - 1)) * (width - left - right)).toFixed(1);
  const toPrice = (price: number): string =>
    (priceTop + priceHeight * (1 - (price - low) / (high - low || 1))).toFixed(1);
  const toShare = (share: number): string => (top + height * (1 - share)).toFixed(1);
  const sums = rows.map(({ probabilities }) => {
    let sum = 0;
    return [0, ...probabilities.map((one) => (sum += one))];
  });
  const areas = names.map((_, choice) => {
    const upper = sums.map((row, at) => `${toX(at)},${toShare(Math.min(1, row[choice + 1]!))}`);
    const lower = sums.map((row, at) => `${toX(at)},${toShare(Math.min(1, row[choice]!))}`).reverse();
    return `<path class="choice${choice}" d="M${[...upper, ...lower].join(' L')} Z"/>`;
  });
  const axis = [0, 0.5, 1].map(
    (share) =>
      `<text x="${left - 8}" y="${toShare(share)}" dy="4" text-anchor="end">${100 * share} %</text><path class="axis" d="M${left - 4},${toShare(share)} H${left}"/>`,
  );
  const dates = [0, 0.5, 1].map((share) => {
    const row = Math.round(share * (rows.length - 1));
    const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
    return `<text x="${toX(row)}" y="${total - 6}" text-anchor="${anchor}">${day(rows[row]!.timeMs)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" role="img" aria-label="Price, and the probability of each choice, on ${rows.length} bars">`,
    `<text x="${left}" y="${priceTop - 10}">Close</text>`,
    `<text x="${left - 8}" y="${toPrice(high)}" dy="4" text-anchor="end">${high.toFixed(0)}</text>`,
    `<text x="${left - 8}" y="${toPrice(low)}" dy="4" text-anchor="end">${low.toFixed(0)}</text>`,
    `<path class="price" d="M${prices.map((price, at) => `${toX(at)},${toPrice(price)}`).join(' L')}"/>`,
    `<text x="${left}" y="${top - 10}">Probability of each choice</text>`,
    ...areas,
    ...axis,
    ...dates,
    '</svg>',
  ].join('');
};

/** How often each choice was the likeliest. */
export const choiceCounts = (predictions: readonly Prediction[], choices: number): number[] => {
  const counts = new Array<number>(choices).fill(0);
  for (const { action } of decided(predictions)) counts[Number(action)]! += 1;
  return counts;
};
