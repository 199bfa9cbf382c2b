import { QuantumError } from '../errors';
import type { Token } from './token';

interface OpenQasmErrorOptions {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly at: Token;
}

const longestText = 40;

/** A part of a program, short enough to stand in a message. */
export const shortText = (text: string): string =>
  text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;

/**
 * A program in OpenQASM that cannot be read: where it is wrong, what stands there, and what to do.
 *
 * @example
 * ```ts
 * import { importOpenQasm, OpenQasmError } from '@sigmax/quantum-sim/open-qasm';
 * const problemOf = (text: string) => {
 *   try {
 *     importOpenQasm(text);
 *   } catch (error) {
 *     if (error instanceof OpenQasmError) return [error.code, error.line, error.column, error.text];
 *   }
 * };
 * problemOf('OPENQASM 2.0;\nqreg q[1];\nhh q[0];'); // => ['UNKNOWN_GATE', 3, 1, 'hh']
 * ```
 */
export class OpenQasmError extends QuantumError {
  override readonly name = 'OpenQasmError';
  /** The first line is 1. */
  readonly line: number;
  /** The first column is 1; it counts UTF-16 code units. */
  readonly column: number;
  /** What stands there. */
  readonly text: string;

  constructor({ code, message, remedy, at }: OpenQasmErrorOptions) {
    const { line, column } = at;
    const text = at.kind === 'end' ? 'the end of the text' : shortText(at.text);
    super({ code, message, remedy, context: { line, column, text } });
    this.line = line;
    this.column = column;
    this.text = text;
  }
}

/** The error of a place in a program: `what` goes on after "line 3, column 7:". */
export const errorAt = (at: Token, code: string, what: string, remedy: string): OpenQasmError =>
  new OpenQasmError({ code, message: `importOpenQasm: line ${at.line}, column ${at.column}: ${what}.`, remedy, at });

/** The error of something that OpenQASM 3 has and this package has not. */
export const unsupported = (at: Token, what: string, remedy = 'Write it with what is supported.'): OpenQasmError =>
  new OpenQasmError({ code: 'UNSUPPORTED', message: `unsupported: ${what} at ${at.line}:${at.column}.`, remedy, at });
