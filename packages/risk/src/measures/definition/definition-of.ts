import type { MeasureUnit } from '@sigmax/core';
import type { DefinitionChoice, RiskDefinition } from './measured';

/** The frozen definition of a measure under its settings; options that were left out and have no default do not appear. */
export const definitionOf = (
  measure: string,
  unit: MeasureUnit,
  ...choices: readonly (object | undefined)[]
): RiskDefinition => {
  const given = choices.flatMap((part) => Object.entries(part ?? {})).filter(([, value]) => value !== undefined);
  return Object.freeze({ measure, unit, ...(Object.fromEntries(given) as Record<string, DefinitionChoice>) });
};
