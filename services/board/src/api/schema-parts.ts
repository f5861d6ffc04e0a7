export type Schema = Record<string, unknown>;

export const text = { type: 'string' };
export const number = { type: 'number' };
export const integer = { type: 'integer' };
export const boolean = { type: 'boolean' };
export const instant = { type: 'string', format: 'date-time' };
export const orNull = (schema: Schema) => ({ ...schema, nullable: true });
export const object = <T>(properties: Record<keyof T, Schema>, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
});
export const arrayOf = (items: Schema) => ({ type: 'array', items });
/** A named shape, or null. */
export const shapeOrNull = (name: string) => ({
  type: 'object',
  nullable: true,
  allOf: [{ $ref: `#/components/schemas/${name}` }],
});
