import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { seededRandom } from '@sigmax/core';

/** Depth messages of Binance futures as they came, and the snapshot that they go with. */
export interface L2Feed {
  /** `recorded` where the data lies beside the repository, otherwise `simulated`. */
  readonly source: 'recorded' | 'simulated';
  readonly snapshot: string;
  readonly messages: readonly string[];
}

const recording = fileURLToPath(new URL('../../shared/data/l2/usdm_btcusdt_20240808.gz', import.meta.url));

/** 345 seconds of BTCUSDT, 8 August 2024: 6,551 messages with 443,521 changes of levels. */
const recorded = (): L2Feed => {
  const lines = gunzipSync(readFileSync(recording)).toString('latin1').split('\n');
  // A text of its own for each, as a socket gives it, and no window on the whole file.
  const texts = lines.map((line) => Buffer.from(line.slice(line.indexOf(' ') + 1), 'latin1').toString('latin1'));
  return {
    source: 'recorded',
    snapshot: texts.find((text) => text.startsWith('{"lastUpdateId"')) ?? '',
    messages: texts.filter((text) => text.includes('"depthUpdate"')),
  };
};

/** Made-up messages of the same shape: 68 levels each, most of them near a touch that stands still. */
const simulated = (): L2Feed => {
  const random = seededRandom(7);
  const level = (sign: number, quantity: () => number): [string, string] => {
    const far = Math.floor(Math.abs(random.normal()) * (random.integer(10) === 0 ? 20_000 : 800)) + 1;
    return [((616_600 + sign * far) / 10).toFixed(2), quantity().toFixed(3)];
  };
  const some = () => (random.integer(5) === 0 ? 0 : random.integer(5_000) / 1_000);
  const side = (sign: number, count: number, quantity: () => number) =>
    Array.from({ length: count }, () => level(sign, quantity)).sort(([a], [b]) => Number(a) - Number(b));
  const messages = Array.from({ length: 6_551 }, (_, index) => {
    const levels = `"b":${JSON.stringify(side(-1, 34, some))},"a":${JSON.stringify(side(1, 34, some))}`;
    const ids = `"U":${index * 10 + 1},"u":${index * 10 + 10},"pu":${index * 10}`;
    const time = 1_723_161_256_000 + index * 50;
    return `{"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","E":${time},"T":${time},"s":"BTCUSDT",${ids},${levels}}}`;
  });
  const book = (sign: number) => JSON.stringify(side(sign, 1_000, () => 1 + random.integer(9)));
  return { source: 'simulated', snapshot: `{"lastUpdateId":5,"bids":${book(-1)},"asks":${book(1)}}`, messages };
};

export const l2Feed = (): L2Feed => (existsSync(recording) ? recorded() : simulated());
