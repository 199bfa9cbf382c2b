export { dynamicSymbol } from './dynamic-symbol';
export { fileSymbols } from './file-symbols';
export type { PostgresClient, PostgresPool } from './postgres-pool';
export { type PostgresSymbolsOptions, postgresSymbols } from './postgres-symbols';
export type { SymbolRegistryOptions } from './registry-options';
export { SymbolError } from './symbol-error';
export type { SymbolBits } from './symbol-id';
export {
  type StoreTrouble,
  type SymbolRegistry,
  type SymbolResolution,
  type SymbolTier,
  symbolRegistry,
  type WriteBack,
} from './symbol-registry';
export type { SymbolStore } from './symbol-store';
