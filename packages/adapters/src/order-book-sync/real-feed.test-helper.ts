import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, inflateRawSync } from 'node:zlib';

/** Market data that lies beside the repository on some machines; it is not part of it. */
const data = fileURLToPath(new URL('../../../../../shared/data/l2/', import.meta.url));

export const isFeedThere = existsSync(data);

/** The texts of a recorded Binance feed, without the recorder's time in front of each. */
export const binanceFeed = (): string[] =>
  gunzipSync(readFileSync(`${data}usdm_btcusdt_20240808.gz`))
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice(line.indexOf(' ') + 1));

/** The messages of a recorded Bybit topic: the one file of a zip archive, which names its place and size at its start. */
export const bybitFeed = (): string[] => {
  const zip = readFileSync(`${data}bybit_XRPUSDT_ob500_20241201.zip`);
  const centralAt = zip.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  const size = zip.readUInt32LE(centralAt + 20);
  const localAt = zip.readUInt32LE(centralAt + 42);
  const start = localAt + 30 + zip.readUInt16LE(localAt + 26) + zip.readUInt16LE(localAt + 28);
  const packed = zip.subarray(start, start + size);
  const isStored = zip.readUInt16LE(localAt + 8) === 0;
  return (isStored ? packed : inflateRawSync(packed))
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
};
