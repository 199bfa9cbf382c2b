import { DataError } from '@sigmax/core';

/** What is wrong with one value, before it is known in which file and line. */
export interface Fault {
  readonly code: string;
  /** What was found, without a full stop: `close was "abc", not a number`. */
  readonly problem: string;
  readonly remedy: string;
  readonly field?: string;
  readonly value?: unknown;
}

/** Where in a file something is: as said in a message, and as facts. */
export interface Place {
  readonly label: string;
  readonly facts: Readonly<Record<string, number>>;
}

export const line = (number: number): Place => ({ label: `line ${number}`, facts: { line: number } });

export const element = (index: number): Place => ({ label: `element ${index}`, facts: { index } });

/** A cell as it appears in a message: quoted, unprintable characters escaped, at most 60 characters. */
export const shown = (text: string): string => {
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return JSON.stringify(short).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
};

/** Builds the one kind of error with which reading a file fails. */
export const dataError = (source: string, place: Place | undefined, fault: Fault, cause?: unknown): DataError =>
  new DataError({
    code: fault.code,
    message: `${source}${place === undefined ? '' : `, ${place.label}`}: ${fault.problem}.`,
    remedy: fault.remedy,
    context: {
      source,
      ...place?.facts,
      ...(fault.field === undefined ? {} : { field: fault.field }),
      ...('value' in fault ? { value: fault.value } : {}),
    },
    cause,
  });
