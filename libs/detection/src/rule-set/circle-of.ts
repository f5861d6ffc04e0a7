import type { AlertRule } from '@cellwatch/events';
import type { Inhibition } from './rule-set.js';

/** Rules that mute one another all the way round, the first one last again; null where none do. */
export function circleOf(inhibitions: readonly Inhibition[]): AlertRule[] | null {
  const targets = new Map<AlertRule, AlertRule[]>();
  for (const { source, target } of inhibitions) targets.set(source, [...(targets.get(source) ?? []), target]);
  const done = new Set<AlertRule>();
  function walk(rule: AlertRule, path: AlertRule[]): AlertRule[] | null {
    if (path.includes(rule)) return [...path.slice(path.indexOf(rule)), rule];
    if (done.has(rule)) return null;
    for (const next of targets.get(rule) ?? []) {
      const circle = walk(next, [...path, rule]);
      if (circle) return circle;
    }
    done.add(rule);
    return null;
  }
  for (const rule of targets.keys()) {
    const circle = walk(rule, []);
    if (circle) return circle;
  }
  return null;
}
