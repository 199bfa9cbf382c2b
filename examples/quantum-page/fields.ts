/** A field of the page and what it takes. */
export interface Field {
  readonly label: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly isWhole: boolean;
}

/** What stands in a field, or what is wrong with it in words. */
export type FieldReading = { readonly value: number } | { readonly words: string };

const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const shortened = (text: string): string => (text.length <= 24 ? text : `${text.slice(0, 23)}…`);

/** Reads what somebody typed. Signs that look like a minus are one; a comma is asked about, since it may mean thousands. */
export const readField = (text: string, { label, minimum, maximum, isWhole }: Field): FieldReading => {
  const plain = text.trim().replace(/^[−–]/, '-');
  const range = `${isWhole ? 'a whole number' : 'a number'} from ${minimum} to ${maximum}`;
  if (plain === '') return { words: `${label} is empty. Write ${range}.` };
  if (/^[+-]?\d+,\d+$/.test(plain)) {
    return { words: `${label} is “${shortened(text)}”. Write ${plain.replace(',', '.')} with a point.` };
  }
  const value = isNumber.test(plain) ? Number(plain) : Number.NaN;
  if (value >= minimum && value <= maximum && (!isWhole || Number.isInteger(value))) return { value };
  return { words: `${label} is “${shortened(text)}”. Write ${range}.` };
};
