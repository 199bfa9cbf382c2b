import { barTable } from './bar-table';
import { fundingTable } from './funding-table';
import type { KindTable } from './kind-table';
import type { MarketKind } from './market-kind';
import { orderBookTable } from './order-book-table';
import { quoteTable } from './quote-table';
import { tradeTable } from './trade-table';

/** The table of each kind. */
export const kindTables: { readonly [Kind in MarketKind]: KindTable<Kind> } = {
  bar: barTable,
  trade: tradeTable,
  quote: quoteTable,
  'funding-rate': fundingTable,
  'order-book': orderBookTable,
};
