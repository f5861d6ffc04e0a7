import type { z } from 'zod';

const most = 8;

/** What validation found, a field each: the field, what was got, what was expected. */
export function explainIssues(value: unknown, issues: readonly z.core.$ZodIssue[]): string {
  const told = issues.slice(0, most).map((issue) => explainIssue(value, issue));
  if (issues.length > most) told.push(`and ${issues.length - most} more`);
  return told.join('; ');
}

/** One field: which, what was got, what was expected. */
export function explainIssue(value: unknown, issue: z.core.$ZodIssue): string {
  const field = issue.path.map(String).join('.') || 'the whole';
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => JSON.stringify(key)).join(', ');
    return `${field} has ${keys}, expected only fields of the glossary`;
  }
  let got: unknown = value;
  for (const key of issue.path) got = (got as Record<PropertyKey, unknown> | undefined)?.[key];
  return `${field} is ${show(got)}, expected ${expectation(issue)}`;
}

function show(got: unknown): string {
  if (got === undefined) return 'missing';
  const text = typeof got === 'number' ? String(got) : JSON.stringify(got);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'an integer' : `${/^[ao]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'regex' ? issue.message : issue.format;
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters' : '';
}
