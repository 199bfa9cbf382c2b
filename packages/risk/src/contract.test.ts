import { describeGuard } from '@sigmax/core/testing';
import { maxDrawdown } from './guards/max-drawdown';
import { maxOrderNotional } from './guards/max-order-notional';
import { maxWeight } from './guards/max-weight';

describeGuard({
  name: 'maxOrderNotional',
  make: () => maxOrderNotional({ limit: 2_000 }),
  reads: ['price', 'quantity'],
});

describeGuard({
  name: 'maxWeight',
  make: () => maxWeight({ limit: 0.4 }),
  reads: ['price', 'quantity', 'equity'],
});

describeGuard({
  name: 'maxWeight of one instrument',
  make: () => maxWeight({ limit: 0.2, instruments: ['demo:BTC/USDT'] }),
  reads: ['price', 'quantity', 'equity'],
});

for (const action of ['halt', 'flatten'] as const) {
  describeGuard({
    name: `maxDrawdown that would ${action}`,
    make: () => maxDrawdown({ limit: 0.15, action }),
    reads: ['equity'],
  });
}
