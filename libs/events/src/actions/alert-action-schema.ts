import { z } from 'zod';
import { alertRules } from '../cell-alert.js';
import { idSchema, textSchema } from '../text-schema.js';
import type { AlertAction } from './alert-action.js';

const name = textSchema.min(1).max(200);
const year_second = 366 * 86_400;

const alertSchema = z.strictObject({
  cell_id: idSchema,
  rule: z.enum(alertRules),
  test_id: idSchema,
  record_index: z.int().nonnegative(),
});

const scopeSchema = z
  .strictObject({
    cell_id: name.optional(),
    rule: name.optional(),
    campaign: name.optional(),
    chamber: name.optional(),
    equipment_id: name.optional(),
    severity: z.enum(['notice', 'warning', 'critical']).optional(),
  })
  .refine((scope) => Object.values(scope).some((value) => value !== undefined), 'at least one field, such as campaign');

const subjects = ['alert', 'scope', 'until_unix_second', 'silence_id'] as const;

/** What each action needs, and what it may not have. */
const needs: Record<AlertAction['action'], readonly ((typeof subjects)[number] | 'text')[]> = {
  acknowledge: ['alert'],
  resolve: ['alert'],
  note: ['alert', 'text'],
  silence: ['scope', 'until_unix_second'],
  unsilence: ['silence_id'],
};

const idOfActionSchema = z.string().regex(/^[0-9a-f]{16}$/, '16 hex digits');

const declaredFields = z.strictObject({
  // Beyond it no date can be written.
  at_unix_second: z.number().nonnegative().max(1e11),
  by: textSchema.min(1).max(200),
  action: z.enum(['acknowledge', 'resolve', 'silence', 'unsilence', 'note']),
  alert: alertSchema.optional(),
  scope: scopeSchema.optional(),
  until_unix_second: z.number().max(2e11).optional(),
  silence_id: idOfActionSchema.optional(),
  text: textSchema.min(1).max(2_000).optional(),
});

function check(action: z.infer<typeof declaredFields>, context: z.RefinementCtx): void {
  const say = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
  const needed = needs[action.action];
  for (const field of needed) if (action[field] === undefined) say(field, `it for the action ${action.action}`);
  for (const field of subjects)
    if (action[field] !== undefined && !needed.includes(field)) say(field, `none for the action ${action.action}`);
  const { at_unix_second: at, until_unix_second: until } = action;
  if (until !== undefined && (until <= at || until > at + year_second))
    say('until_unix_second', `a time after ${at} and no more than 366 days later`);
}

export const declaredActionSchema = declaredFields.superRefine(check);
export const alertActionSchema = declaredFields
  .extend({ action_id: idOfActionSchema })
  .superRefine((action, context) => check(action, context)) satisfies z.ZodType<AlertAction>;
