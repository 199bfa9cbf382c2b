import { sha256OfText } from './sha256-of-text';
import { StoreError } from './store-error';

/** What a sealed text is of; another kind or a later version is not read. */
export interface Seal {
  /** Lower-case letters and dashes. */
  readonly kind: string;
  readonly version: number;
}

const encoder = new TextEncoder();

const headerOf = ({ kind, version }: Seal, text: string): string =>
  `sigmax ${kind} ${version} ${encoder.encode(text).length} ${sha256OfText(`${kind} ${version}\n${text}`)}`;

/**
 * A text with a first line that says what it is, how long it is and what its SHA-256 is, so that a reader sees whether it is
 * whole. It proves no origin: whoever can write the text can write its seal.
 */
export const sealed = (seal: Seal, text: string): string => `${headerOf(seal, text)}\n${text}`;

const failure = (code: string, message: string): StoreError =>
  new StoreError({ code, message, remedy: 'Put back a good copy, or look at what it says and begin anew.' });

/**
 * The text inside of a sealed one.
 *
 * @throws {StoreError} `STORE_FOREIGN`, `STORE_VERSION_UNKNOWN`, `STORE_TRUNCATED` or `STORE_TAMPERED`.
 */
export const unsealed = (seal: Seal, whole: string): string => {
  const end = whole.indexOf('\n');
  const [, kind, version, length] = /^sigmax ([a-z-]+) (\d+) (\d+) [0-9a-f]{64}$/.exec(whole.slice(0, end)) ?? [];
  if (end < 0 || kind !== seal.kind) throw failure('STORE_FOREIGN', `It does not begin as a ${seal.kind} of SIGMAX.`);
  if (Number(version) !== seal.version)
    throw failure('STORE_VERSION_UNKNOWN', `It is of version ${version}, and this is ${seal.version}.`);
  const text = whole.slice(end + 1);
  const bytes = encoder.encode(text).length;
  if (bytes < Number(length)) throw failure('STORE_TRUNCATED', `It has ${bytes} of ${length} bytes.`);
  if (whole.slice(0, end) !== headerOf(seal, text))
    throw failure('STORE_TAMPERED', 'Its length or SHA-256 is not the one that it was written with.');
  return text;
};
