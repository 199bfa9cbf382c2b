import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/** A SHA-256 in progress. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** Closes the hash and returns it as 64 hexadecimal digits. */
  hex(): string;
}

interface NativeHash {
  update(bytes: Uint8Array): NativeHash;
  digest(encoding: 'hex'): string;
}

interface NativeCrypto {
  createHash(algorithm: 'sha256'): NativeHash;
  hash(algorithm: 'sha256', bytes: Uint8Array, encoding: 'hex'): string;
}

type Host = { process?: { getBuiltinModule?: (name: string) => NativeCrypto | undefined } };

/** The processor's own SHA-256 where the host offers it without an import, as Node does; `undefined` in a browser. */
const native = (globalThis as Host).process?.getBuiltinModule?.('node:crypto');

export const portableSha256 = (): Sha256 => {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
};

/** Begins a SHA-256. The same bytes give the same digest everywhere; only the speed depends on the host. */
export const createSha256 = (): Sha256 => {
  if (native === undefined) return portableSha256();
  const hash = native.createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
};

/** SHA-256 of bytes that are all there: unlike a hash in progress it leaves nothing for the garbage collector to close. */
export const sha256Hex = (bytes: Uint8Array): string =>
  native === undefined ? bytesToHex(sha256(bytes)) : native.hash('sha256', bytes, 'hex');
