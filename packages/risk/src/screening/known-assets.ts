/** An asset that others may pretend to be. */
export interface KnownAsset {
  readonly symbol: string;
  readonly name: string;
}

/**
 * Assets that imitations borrow their names from: the larger coins and stablecoins of 2025.
 *
 * Give `knownAssets` of your own where you trade others.
 */
export const knownAssets: readonly KnownAsset[] = Object.freeze(
  [
    ['BTC', 'Bitcoin'],
    ['ETH', 'Ethereum'],
    ['USDT', 'Tether'],
    ['USDC', 'USD Coin'],
    ['BNB', 'BNB'],
    ['SOL', 'Solana'],
    ['XRP', 'XRP'],
    ['ADA', 'Cardano'],
    ['DOGE', 'Dogecoin'],
    ['TRX', 'TRON'],
    ['AVAX', 'Avalanche'],
    ['LINK', 'Chainlink'],
    ['DOT', 'Polkadot'],
    ['MATIC', 'Polygon'],
    ['LTC', 'Litecoin'],
    ['BCH', 'Bitcoin Cash'],
    ['SHIB', 'Shiba Inu'],
    ['UNI', 'Uniswap'],
    ['ATOM', 'Cosmos'],
    ['DAI', 'Dai'],
    ['WBTC', 'Wrapped Bitcoin'],
    ['STETH', 'Lido Staked Ether'],
    ['USDE', 'Ethena USDe'],
    ['PEPE', 'Pepe'],
  ].map(([symbol = '', name = '']) => Object.freeze({ symbol, name })),
);
