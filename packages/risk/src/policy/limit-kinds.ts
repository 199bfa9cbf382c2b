import type { z } from 'zod';
import { accountKinds } from './kinds/account-kinds';
import { lossKinds } from './kinds/loss-kinds';
import { marketKinds } from './kinds/market-kinds';
import { observedKinds } from './kinds/observed-kinds';
import { orderKinds } from './kinds/order-kinds';

/** Every sort of limit that a document may hold, by the word that stands in its `kind`. */
export const limitKinds = Object.freeze({
  ...orderKinds,
  ...accountKinds,
  ...lossKinds,
  ...marketKinds,
  ...observedKinds,
});

type Kinds = typeof limitKinds;

export type LimitKindName = keyof Kinds;

/** What every limit may say besides its own fields. */
interface Softness {
  /** Whether an operator may override it for a while. Defaults to false: a hard limit. */
  readonly isSoft?: boolean;
}

/** A limit as it is written. */
export type LimitInput = {
  [Kind in LimitKindName]: { readonly kind: Kind } & Readonly<z.input<Kinds[Kind]['schema']>> & Softness;
}[LimitKindName];

/** A limit with its defaults filled in. */
export type Limit = {
  [Kind in LimitKindName]: { readonly kind: Kind } & Readonly<z.output<Kinds[Kind]['schema']>> & Required<Softness>;
}[LimitKindName];
