import type { Calibration } from '@sigmax/agents/evaluation';

const size = { width: 720, height: 320, left: 64, right: 150, top: 36, bottom: 48 };
const colours = ['#2563eb', '#d97706', '#9333ea', '#059669', '#64748b', '#dc2626', '#0f766e'];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export interface ReliabilityLine {
  readonly name: string;
  readonly calibration: Calibration;
}

/** Fewer forecasts than this make no point: its interval would be the whole height. */
const fewest = 20;

/**
 * How often each forecaster was right against how sure it was, with 95 % intervals, as SVG. Who is on the dashed line is as right as it
 * says. The same input gives the same text.
 */
export const reliabilityChart = (lines: readonly ReliabilityLine[]): string => {
  const { width, height, left, right, top, bottom } = size;
  const [low, high] = [0.5, 0.75];
  const toX = (said: number): string => (left + ((said - low) / (high - low)) * (width - left - right)).toFixed(1);
  const toY = (came: number): string => {
    const share = (Math.max(0.3, Math.min(0.75, came)) - 0.3) / 0.45;
    return (height - bottom - share * (height - top - bottom)).toFixed(1);
  };
  const points = lines.flatMap(({ name, calibration }, place) => {
    const colour = colours[place % colours.length] as string;
    return calibration.bins.flatMap(({ count, said, came, interval }) => {
      if (count < fewest || said === undefined || came === undefined || interval === undefined) return [];
      const x = toX(Math.min(high, said));
      return [
        `<path d="M${x},${toY(interval[0])} V${toY(interval[1])}" stroke="${colour}" stroke-opacity="0.6"/>`,
        `<circle cx="${x}" cy="${toY(came)}" r="4" fill="${colour}"><title>${escaped(name)}: said ${said.toFixed(3)}, came ${came.toFixed(3)}, ${count} forecasts</title></circle>`,
      ];
    });
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" role="img" aria-label="How often each was right against how sure it was">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${left}" y="20" font-size="14" fill="#0f172a">How often each was right against how sure it was</text>`,
    ...[0.3, 0.4, 0.5, 0.6, 0.7].map(
      (value) =>
        `<path d="M${left},${toY(value)} H${width - right}" stroke="#e2e8f0"/><text x="${left - 6}" y="${toY(value)}" dy="4" text-anchor="end" fill="#475569">${value.toFixed(1)}</text>`,
    ),
    ...[0.5, 0.55, 0.6, 0.65, 0.7, 0.75].map(
      (value) =>
        `<text x="${toX(value)}" y="${height - bottom + 16}" text-anchor="middle" fill="#475569">${value.toFixed(2)}</text>`,
    ),
    `<text x="${(left + width - right) / 2}" y="${height - 10}" text-anchor="middle" fill="#475569">said: (1 + confidence) / 2</text>`,
    `<path d="M${toX(0.5)},${toY(0.5)} L${toX(0.75)},${toY(0.75)}" stroke="#94a3b8" stroke-dasharray="4 4"/>`,
    ...points,
    ...lines.map(
      ({ name }, place) =>
        `<circle cx="${width - right + 18}" cy="${top + 10 + 20 * place}" r="4" fill="${colours[place % colours.length]}"/><text x="${width - right + 28}" y="${top + 14 + 20 * place}" fill="#0f172a">${escaped(name)}</text>`,
    ),
    '</svg>',
  ].join('\n');
};
