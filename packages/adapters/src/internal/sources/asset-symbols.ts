/** Symbols in capitals, each once; what cannot be one is left out. */
export const assetSymbols = (names: readonly unknown[]): readonly string[] => {
  const symbols = names.flatMap((name) => (typeof name === 'string' ? [name.trim().toUpperCase()] : []));
  return [...new Set(symbols)].filter((symbol) => /^[A-Z0-9]{1,15}$/.test(symbol)).slice(0, 50);
};
