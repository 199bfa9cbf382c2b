import { grouped } from './page-settings';
import type { ClassicalAnswers, PageAnswer, ShownMethod } from './simulation';

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const percent = (share: number): string => {
  const value = 100 * share;
  if (value === 0) return '0 %';
  if (value < 0.001) return '< 0.001 %';
  return `${Number(value.toPrecision(value < 1 ? 2 : 3))} %`;
};

/** Return of a day in millionths. */
export const millionths = (value: number): string => {
  const scaled = 1e6 * value;
  return Math.abs(scaled) < 100 && scaled !== 0 ? String(Number(scaled.toPrecision(3))) : grouped(scaled);
};

const lift = (value: number): string => (value >= 100 ? grouped(value) : String(Number(value.toPrecision(3))));

const shots = (method: ShownMethod): string => (method.shotsFor99 === undefined ? 'never' : grouped(method.shotsFor99));

/** The rows of the table of methods: name, expected excess, approximation ratio, P(optimum), lift, measurements. */
export const methodRows = (answer: PageAnswer, classical: ClassicalAnswers | undefined): string[][] => {
  const sampled = (name: string, method: ShownMethod): string[] => [
    name,
    millionths(method.expectedExcess),
    method.approximationRatio.toFixed(3),
    percent(method.optimumProbability),
    lift(method.lift),
    shots(method),
  ];
  const rows = [sampled('Circuit', answer.circuit), sampled('Guessing', answer.guessing)];
  if (classical === undefined) return rows;
  const { annealing, exact } = classical;
  const ratio = answer.range > 0 ? 1 - annealing.excess / answer.range : 1;
  const found = annealing.excess === 0 ? 'found' : 'missed';
  return [
    ...rows,
    ['Annealing', millionths(annealing.excess), ratio.toFixed(3), found, '', `${annealing.durationMs.toFixed(0)} ms`],
    ['Exact', '0', '1.000', 'proven', '', `${exact.durationMs.toFixed(0)} ms`],
  ];
};

/** What a reader who sees no pictures has to know, in one sentence. */
export const summary = ({ circuit, best, portfolios, mostProbable }: PageAnswer): string => {
  const [first] = mostProbable;
  const same = first?.excess === 0;
  return `Of ${grouped(portfolios)} portfolios the best is ${best.assets.join(' ')}. The circuit measures it with ${percent(circuit.optimumProbability)}, ${lift(circuit.lift)} times guessing; ${same ? 'nothing is measured more often' : `most often it measures ${first?.assets.join(' ')}`}.`;
};

/** What was measured how often, as rows with bars. */
export const portfolioRows = ({ mostProbable }: PageAnswer): string => {
  const longest = mostProbable[0]?.probability ?? 1;
  return mostProbable
    .map(({ assets, probability, excess }) => {
      const width = (100 * probability) / longest;
      const mark = excess === 0 ? ' <b class="mark">best</b>' : '';
      return `<tr${excess === 0 ? ' class="best"' : ''}><th scope="row">${escaped(assets.join(' '))}${mark}</th><td class="bar"><span style="width:${width.toFixed(1)}%"></span></td><td>${percent(probability)}</td><td>${excess === 0 ? '0' : millionths(excess)}</td></tr>`;
    })
    .concat(
      `<tr class="rest"><th scope="row">all others</th><td class="bar"></td><td>${percent(Math.max(0, 1 - mostProbable.reduce((sum, one) => sum + one.probability, 0)))}</td><td></td></tr>`,
    )
    .join('\n');
};

const width = 720;
const height = 190;
const left = 44;
const bottom = 34;

/** Probability by cost: bars of the circuit, and a stepped line of guessing. */
export const costPicture = ({ bins, range }: PageAnswer): string => {
  const highest = Math.max(...bins.circuit, ...bins.guessing);
  const step = (width - left - 8) / bins.circuit.length;
  const floor = height - bottom;
  const y = (share: number): number => floor - (share / highest) * (floor - 12);
  const bars = bins.circuit
    .map((share, bin) => {
      const top = y(share);
      return `<rect x="${(left + bin * step + 0.5).toFixed(1)}" y="${top.toFixed(1)}" width="${(step - 1).toFixed(1)}" height="${(floor - top).toFixed(1)}"/>`;
    })
    .join('');
  const line = bins.guessing
    .map(
      (share, bin) =>
        `${bin === 0 ? 'M' : 'L'}${(left + bin * step).toFixed(1)} ${y(share).toFixed(1)}H${(left + (bin + 1) * step).toFixed(1)}`,
    )
    .join('');
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Probability by cost: the circuit as bars, guessing as a line"><g class="bars">${bars}</g><path class="guess" d="${line}"/><path class="axis" d="M${left} ${floor}H${width - 8}"/><text x="${left - 6}" y="18" text-anchor="end">${percent(highest)}</text><text x="${left}" y="${height - 16}">best</text><text x="${width - 8}" y="${height - 16}" text-anchor="end">+${millionths(range)} millionths a day</text><text x="${width / 2}" y="${height - 4}" text-anchor="middle">how much more a portfolio costs than the best one</text></svg>`;
};
