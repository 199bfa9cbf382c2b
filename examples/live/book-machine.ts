import type { BookEngine } from '@sigmax/adapters/ccxt';
import { binanceFuturesBook, binanceSpotBook, bybitBook, krakenBook, okxBook } from '@sigmax/adapters/order-book-sync';
import type { LoopbackExchange } from '@sigmax/adapters/testing';

/** The machine that keeps each venue's book, for Bitcoin. Venues name the market in their own ways. */
export const bookMachine = (venue: LoopbackExchange, instrumentId: string): BookEngine => {
  switch (venue) {
    case 'binance':
      return binanceSpotBook({ instrumentId, symbol: 'BTCUSDT' });
    case 'binanceusdm':
      return binanceFuturesBook({ instrumentId, symbol: 'BTCUSDT' });
    case 'bybit':
      return bybitBook({ instrumentId, symbol: 'BTCUSDT', depth: 50 });
    case 'okx':
      return okxBook({ instrumentId, instrument: 'BTC-USDT' });
    case 'kraken':
      return krakenBook({ instrumentId, symbol: 'BTC/USD', priceDecimals: 1, quantityDecimals: 8 });
  }
};
