import { fileSymbols } from './file-symbols';
import { postgresSymbols } from './postgres-symbols';
import { symbolRegistry } from './symbol-registry';

/** A process that a test starts: waits for a line, then asks for symbols all at once and says what it got. */
const [place = '', first = '0', step = '1', count = '0'] = process.argv.slice(2);
const isDatabase = place.startsWith('postgres://');
const store = isDatabase ? await postgresSymbols({ connectionString: place }) : fileSymbols(place);
const registry = symbolRegistry({ store });
const names = Array.from({ length: Number(count) }, (_, index) => {
  const number = (Number(first) + index * Number(step)) % Number(count);
  return `demo:C${number}/USDT`;
});
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const given = await Promise.all(names.map((name) => registry.resolve(name)));
process.stdout.write(
  `${JSON.stringify(given.map(({ instrumentId, id, isStored }) => [instrumentId, id, isStored]).sort())}\n`,
);
await registry.close();
process.stdin.destroy();
