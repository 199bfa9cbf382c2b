import { type Fault, shown } from './fault';

/** Explains why the text of a cell is not a number that a bar may hold. */
export const decimalFault = (field: string, text: string): Fault => {
  const about = { field, value: text };
  if (text === '') {
    return {
      ...about,
      code: 'EMPTY_CELL',
      problem: `${field} was empty`,
      remedy: 'Fill in the number or remove the bar.',
    };
  }
  if (/^[+-]?(?:nan|inf)$/i.test(text) || Math.abs(Number(text)) === Infinity || /^[+-]?infinity$/i.test(text)) {
    return {
      ...about,
      code: 'NOT_FINITE',
      problem: `${field} was ${shown(text)}, not a finite number`,
      remedy: 'Remove or mend the bar; prices and volumes must be finite.',
    };
  }
  return {
    ...about,
    code: 'NOT_A_NUMBER',
    problem: `${field} was ${shown(text)}, not a number`,
    remedy: /\d,\d/.test(text)
      ? 'Write numbers with a decimal point and no thousands separator, for example 46113.9.'
      : 'Write a plain decimal number, for example 46113.9.',
  };
};
