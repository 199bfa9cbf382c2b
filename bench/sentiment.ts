import { readFileSync } from 'node:fs';
import { headlineScorer } from '@sigmax/agents';
import { type Bench, type Figure, interleave } from './bench';

const file = new URL('../packages/agents/src/sentiment/__fixtures__/headlines.txt', import.meta.url);

/** The texts of the labelled headlines. */
const headlines = (): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' | ')[3] as string);

const passes = 20;

/** What would be slow where a rule looks back and forth: one piece, repeated to 10,000 characters. */
const repeated = [
  'not ',
  'bitcoin ',
  'bitcoin and ',
  'up ',
  'but ',
  'denies ',
  "a'",
  '9.',
  '$9,',
  'less than ',
  'near ',
  '🚀',
];

export const sentimentBench: Bench = {
  name: 'sentiment',
  what: 'headlines read per second by the offline lexicon, and the worst time per character of hostile texts',
  async measure({ hasPeers }): Promise<Figure[]> {
    const lines = headlines();
    const read = headlineScorer({ maxLength: 10_000 });
    const texts = repeated.map((piece) => piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000));
    const contenders = {
      headlines: () => {
        let sum = 0;
        for (let pass = 0; pass < passes; pass++) for (const line of lines) sum += read(line).score;
        return sum;
      },
      ...Object.fromEntries(
        texts.map((text, at) => [
          `text${at}`,
          () => {
            let sum = 0;
            for (let pass = 0; pass < 4; pass++) sum += read(text).score;
            return sum;
          },
        ]),
      ),
    };
    const seconds: Record<string, number> = interleave(contenders, hasPeers ? 9 : 1);
    // Time of the processor, all threads: what a busy machine does to the clock does not show in it.
    const before = process.cpuUsage();
    for (let round = 0; round < (hasPeers ? 5 : 1); round++) contenders.headlines();
    const { user, system } = process.cpuUsage(before);
    const perSecond = (passes * lines.length * (hasPeers ? 5 : 1)) / ((user + system) / 1e6);
    const characters = lines.reduce((sum, { length }) => sum + length, 0);
    const usual = (seconds.headlines as number) / (passes * characters);
    const worst = Math.max(...texts.map((text, at) => (seconds[`text${at}`] as number) / (4 * text.length)));
    const figure = (metric: string, value: number, unit: string, peers = {}): Figure => ({
      ...{ bench: 'sentiment', metric, value, unit, peers },
    });
    return [
      figure('headlines_per_second', (passes * lines.length) / (seconds.headlines as number), 'headlines/s'),
      figure('headlines_per_processor_second', perSecond, 'headlines/s'),
      figure('worst_ns_per_character', worst * 1e9, 'ns', { headlines: usual * 1e9 }),
    ];
  },
};
