import { rules } from '@cellwatch/detection';
import type { AlertTopic } from '@cellwatch/events';

/** Of a reader's state: the arithmetic of each of its rules, of what it reads, and the set of limits. */
export function versionOf(topic: AlertTopic, definition_version: number, rules_version: string): string {
  const versions = rules.filter((rule) => rule.topic === topic).map(({ code, version }) => `${code} ${version}`);
  return `${versions.join(', ')} of ${definition_version} by ${rules_version}`;
}
