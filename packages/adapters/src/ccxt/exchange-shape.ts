/**
 * What is used of an exchange of ccxt, so that the declarations of this adapter need no ccxt.
 *
 * Everything that it returns is `unknown` on purpose: it came from outside and is read before it is believed.
 */
export interface CcxtExchange {
  readonly id: string;
  readonly has: Readonly<Record<string, unknown>>;
  readonly timeframes?: Readonly<Record<string, unknown>> | undefined;
  readonly rateLimit: number;
  options: Record<string, unknown>;
  enableRateLimit: boolean;
  newUpdates: boolean;
  clients: Record<string, CcxtClient>;
  ohlcvs: Record<string, unknown>;
  trades: Record<string, unknown>;
  markets: unknown;
  currencies: unknown;
  fetchDispatcher?: { destroy(): Promise<void> } | undefined;
  milliseconds(): number;
  loadMarkets(): Promise<unknown>;
  setMarkets(markets: unknown, currencies?: unknown): unknown;
  market(symbol: string): Readonly<Record<string, unknown>>;
  fetchTime(): Promise<unknown>;
  fetchOHLCV(
    symbol: string,
    timeframe: string,
    sinceMs?: number,
    limit?: number,
    parameters?: object,
  ): Promise<unknown>;
  fetchTrades(symbol: string, sinceMs?: number, limit?: number, parameters?: object): Promise<unknown>;
  fetchFundingRate(symbol: string): Promise<unknown>;
  fetchFundingRateHistory(symbol: string, sinceMs?: number, limit?: number): Promise<unknown>;
  watchOHLCV(
    symbol: string,
    timeframe: string,
    sinceMs?: number,
    limit?: number,
    parameters?: object,
  ): Promise<unknown>;
  watchTrades(symbol: string, sinceMs?: number, limit?: number, parameters?: object): Promise<unknown>;
  watchBidsAsks(symbols: readonly string[]): Promise<unknown>;
  watchTicker(symbol: string): Promise<unknown>;
  watchFundingRate(symbol: string): Promise<unknown>;
  watchOrderBook(symbol: string, limit?: number, parameters?: object): Promise<unknown>;
  loadHttpProxyAgent(): Promise<unknown>;
  // Places where ccxt lets others in, all of them called as methods.
  client(url: string): CcxtClient;
  onConnected(client: CcxtClient, message?: unknown): void;
  onError(client: CcxtClient, error: unknown): void;
  onClose(client: CcxtClient, error: unknown): void;
  calculateRateLimiterCost(api: unknown, method: string, path: string, parameters: unknown, config?: unknown): number;
  fetch2(path: string, api?: unknown, method?: string, parameters?: unknown, ...rest: unknown[]): Promise<unknown>;
  onRestResponse(
    status: number,
    reason: string,
    url: string,
    method: string,
    headers: unknown,
    body: string,
    ...rest: unknown[]
  ): string;
}

/** A WebSocket connection of ccxt. */
export interface CcxtClient {
  readonly url: string;
  error?: unknown;
  connection?: { terminate?(): void; close?(): void } | undefined;
  onMessage(event: { readonly data: unknown }): void;
  onMessageCallback(client: CcxtClient, message: unknown): void;
  clearConnectionTimeout(): void;
  clearPingInterval(): void;
  reset(error: unknown): void;
}

/** Makes an exchange of ccxt. */
export type CcxtClass = new (config: Readonly<Record<string, unknown>>) => CcxtExchange;
