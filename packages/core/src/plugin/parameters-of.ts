import { z } from 'zod';

/** One parameter of a strategy, as a person or a form reads it. */
export interface PluginParameter {
  readonly name: string;
  /** `"integer"`, `"number"`, `"boolean"`, `"string"`, …, or the values it may have: `"fast | slow"`. */
  readonly type: string;
  /** `undefined` when there is none. */
  readonly default: unknown;
  readonly isRequired: boolean;
  /** Bounds in words, `"> 0, ≤ 1"`; empty when there are none. */
  readonly bounds: string;
  /** Empty when its author wrote none. */
  readonly description: string;
}

type Property = Readonly<Record<string, unknown>>;

interface ObjectSchema {
  readonly properties: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
  /** Whether the schema takes names that it does not list. */
  readonly isOpen: boolean;
}

const objectSchema = (schema: z.ZodType): ObjectSchema => {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return {
    properties: (json.properties ?? {}) as ObjectSchema['properties'],
    required: json.required ?? [],
    isOpen: json.type !== 'object' || (json.additionalProperties !== undefined && json.additionalProperties !== false),
  };
};

const typeOf = ({ type, enum: choices, const: only, anyOf }: Property): string => {
  if (Array.isArray(choices)) return choices.map(String).join(' | ');
  if (only !== undefined) return String(only);
  if (Array.isArray(type)) return type.join(' | ');
  if (Array.isArray(anyOf)) return anyOf.map((one: Property) => typeOf(one)).join(' | ');
  return typeof type === 'string' ? type : 'any';
};

const signs = { exclusiveMinimum: '>', minimum: '≥', exclusiveMaximum: '<', maximum: '≤' } as const;

const boundsOf = (property: Property): string =>
  Object.entries(signs)
    .flatMap(([key, sign]) => {
      const bound = property[key];
      // What zod adds to every whole number says nothing about this one.
      return typeof bound !== 'number' || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? [] : [`${sign} ${bound}`];
    })
    .join(', ');

/**
 * The parameters of a strategy's schema, in the order in which they are declared.
 *
 * @example
 * ```ts
 * import { parametersOf } from '@sigmax/core';
 * import { z } from 'zod';
 * const schema = z.object({ period: z.int().positive().default(20).describe('Bars in the average') });
 * parametersOf(schema).map(({ name, type, bounds }) => `${name}: ${type} ${bounds}`); // => ['period: integer > 0']
 * ```
 */
export const parametersOf = (schema: z.ZodType): PluginParameter[] => {
  const { properties, required } = objectSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    type: typeOf(property),
    default: property.default,
    isRequired: required.includes(name),
    bounds: boundsOf(property),
    description: typeof property.description === 'string' ? property.description : '',
  }));
};

/** The names that a schema does not know, and would drop without a word. */
export const unknownNames = (schema: z.ZodType, params: unknown): string[] => {
  if (typeof params !== 'object' || params === null) return [];
  const { properties, isOpen } = objectSchema(schema);
  return isOpen ? [] : Object.keys(params).filter((name) => !Object.hasOwn(properties, name));
};
