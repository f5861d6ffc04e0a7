import { applyDecorators } from '@nestjs/common';
import { ApiDefaultResponse, ApiOkResponse } from '@nestjs/swagger';

type Schema = object;

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const listOf = (name: string): Schema => ({ type: 'array', items: ref(name) });

/** What a route answers with, in the OpenAPI document: this, or a problem. */
export function Answers(description: string, properties: Record<string, Schema>): MethodDecorator {
  return applyDecorators(
    ApiOkResponse({ description, schema: { type: 'object', properties, required: Object.keys(properties) } as never }),
    AnswersProblem(),
  );
}

export function AnswersProblem(): MethodDecorator {
  return ApiDefaultResponse({
    description: 'What was got, where, and what was expected',
    content: { 'application/problem+json': { schema: ref('Problem') as never } },
  });
}
