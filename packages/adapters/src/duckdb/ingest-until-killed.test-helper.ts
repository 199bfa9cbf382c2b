/** Ingests one batch after the other into the catalogue of the first argument and prints the number of each; never ends. */
import { openCatalogue } from './open-catalogue';

const [folder = '', from = '0'] = process.argv.slice(2);
const catalogue = await openCatalogue(folder, { memoryMiB: 128, threads: 1 });

for (let batch = Number(from); ; batch++) {
  const trades = Array.from({ length: 30 }, (_, index) => ({
    type: 'trade' as const,
    instrumentId: 'demo:BTC/USDT',
    // Three dates, so that each ingest replaces three files.
    timeMs: Date.UTC(2024, 0, 1 + (index % 3)) + batch,
    id: `${batch}-${index}`,
    price: 100 + index,
    quantity: 1,
    side: undefined,
  }));
  await catalogue.ingest(trades);
  process.stdout.write(`${batch}\n`);
}
