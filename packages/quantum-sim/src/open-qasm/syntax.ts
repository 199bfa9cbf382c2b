import type { Token } from './token';

/** One step of an expression in postfix order, so that long expressions need no recursion. */
export type Step =
  | { readonly do: 'number'; readonly token: Token; readonly value: number }
  | { readonly do: 'name'; readonly token: Token }
  /** Takes an index: element of a name. */
  | { readonly do: 'element'; readonly token: Token }
  | { readonly do: 'negate'; readonly token: Token }
  | { readonly do: 'operate'; readonly token: Token }
  | { readonly do: 'call'; readonly token: Token; readonly count: number };

export type Expression = readonly Step[];

/** From and to are both part of it. */
export interface Range {
  readonly kind: 'range';
  readonly from?: Expression;
  readonly step?: Expression;
  readonly to?: Expression;
}

export interface ExpressionSet {
  readonly kind: 'set';
  readonly values: readonly Expression[];
}

export type Index = { readonly kind: 'one'; readonly value: Expression } | Range | ExpressionSet;

/** Qubits or bits: a name, and what is chosen of it. */
export interface Operand {
  readonly token: Token;
  readonly index?: Index;
}

export type Test =
  | { readonly kind: 'all'; readonly parts: readonly Test[] }
  | { readonly kind: 'not'; readonly part: Test }
  | Comparison;

/** Without an operator: whether a bit is 1. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly left: Expression;
  /** `int[n](…)` around the left side. */
  readonly cast?: { readonly token: Token; readonly width?: Expression };
  readonly operator?: Token;
  readonly right?: Expression;
}

export interface Modifier {
  readonly token: Token;
  readonly argument?: Expression;
}

export interface CallStatement {
  readonly kind: 'call';
  readonly token: Token;
  readonly modifiers: readonly Modifier[];
  readonly angles: readonly Expression[];
  readonly operands: readonly Operand[];
}

export interface GateStatement {
  readonly kind: 'gate';
  readonly token: Token;
  readonly angles: readonly Token[];
  readonly qubits: readonly Token[];
  readonly body: readonly Statement[];
}

export interface ForStatement {
  readonly kind: 'for';
  readonly token: Token;
  readonly values: Range | ExpressionSet;
  readonly body: readonly Statement[];
}

interface RegisterStatement<Kind extends 'qubits' | 'bits'> {
  readonly kind: Kind;
  readonly token: Token;
  readonly size?: Expression;
  /** What the bits get at once. */
  readonly measured?: Operand;
}

/** A statement; its token is the name that it makes or uses, or its first word. */
export type Statement =
  | RegisterStatement<'qubits'>
  | RegisterStatement<'bits'>
  | { readonly kind: 'constant'; readonly token: Token; readonly isWhole: boolean; readonly value: Expression }
  | { readonly kind: 'input'; readonly token: Token; readonly size?: Expression }
  | { readonly kind: 'alias'; readonly token: Token; readonly operands: readonly Operand[] }
  | { readonly kind: 'measure'; readonly token: Token; readonly from: Operand; readonly to: Operand }
  | { readonly kind: 'reset'; readonly token: Token; readonly operand: Operand }
  | { readonly kind: 'barrier'; readonly token: Token; readonly operands: readonly Operand[] }
  | {
      readonly kind: 'if';
      readonly token: Token;
      readonly test: Test;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: 'include'; readonly token: Token }
  | ForStatement
  | GateStatement
  | CallStatement;

/** The statements of a kind. */
export type StatementOf<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;

export type Version = 2 | 3;
