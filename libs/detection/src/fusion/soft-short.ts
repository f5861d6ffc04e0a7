import { topics, type CellAlert, type CellFacts } from '@cellwatch/events';
import type { CellRules, Rule } from '../rule.js';
import { compareMoments, momentsOf, signKey, type Moment } from './moment.js';
import { dipSigns, shortSigns } from './short-signs.js';

export const softShortRule: Rule = {
  code: 'SOFT_SHORT',
  version: 1,
  topic: topics.alerts,
  severities: ['critical'],
  title: 'Soft short',
  description:
    'Two different signs of a soft short within 2 cycles on one cell: voltage dips or a stall while charging, an overlong charge, a drop of coulombic efficiency, a fall at rest, a fall of the impedance. One sign alone is a suspicion, and stays an alert of its own rule.',
  likely_cause: 'Lithium has grown through the electrolyte: a conductive bridge carries part of the current.',
  look_alikes: [
    'Contact loss or a side reaction: edge resistance is up and there are no dips; then a drop of efficiency does not count.',
    'A change of protocol that nobody declared moves several quantities at once.',
  ],
  limits: [
    {
      name: 'within_cycles',
      unit: '1',
      default: 2,
      minimum: 0,
      maximum: 20,
      description: 'Cycles that may lie between one sign’s end and the other’s beginning.',
    },
  ],
};

/** What is going on at a moment. Plain JSON. */
export interface FusionPoint {
  /** Signs that began and have not ended; and those that ended lately. */
  signs: { sign: CellAlert; ended_in_cycle: number | null }[];
  /** The soft short that has not ended. */
  short: CellAlert | null;
}

export const nothingFused: FusionPoint = { signs: [], short: null };

/**
 * SOFT_SHORT: walks signs in the order of their moments from what was going on before them, and tells each soft short as it
 * stands after the last. A pure function of what it is given: in which order signs became known does not matter.
 *
 * It begins where a sign begins while one of another code is there, or ended not more than 2 cycles ago; it ends where a sign
 * ends and fewer than two codes are left. Its key is the first record of the sign that made it two: a sign begins once, so no
 * two soft shorts share it, and what comes later never changes it.
 * CE_DROP does not count while contact loss is told and no dips are.
 */
export function walkSigns(
  facts: Pick<CellFacts, 'cell_id' | 'facts_version'>,
  point: FusionPoint,
  signs: readonly CellAlert[],
  moments: readonly Moment[],
  rules: CellRules,
): { point: FusionPoint; shorts: CellAlert[] } {
  const { enabled, limits } = rules.of.SOFT_SHORT;
  const known = new Map(signs.map((sign) => [signKey(sign), sign]));
  let here = point.signs;
  let short = point.short;
  const shorts: CellAlert[] = [];
  for (const { cycle, unix_second, ends, key } of moments) {
    here = here.filter(
      ({ ended_in_cycle }) => ended_in_cycle === null || cycle - ended_in_cycle <= limits.within_cycles,
    );
    if (ends) {
      here = here.map((one) => (signKey(one.sign) === key ? { ...one, ended_in_cycle: cycle } : one));
      const left = countedCodes(here.filter(({ ended_in_cycle }) => ended_in_cycle === null).map(({ sign }) => sign));
      if (short && left.size < 2) {
        shorts.push({
          ...short,
          status: 'cleared',
          changed_at_unix_second: unix_second,
          changed_cycle_count: cycle,
        });
        short = null;
      }
    } else {
      const sign = known.get(key)!;
      here = [...here, { sign, ended_in_cycle: null }];
      const all = here.map((one) => one.sign);
      const counted = countedCodes(all);
      const first = all.find(({ rule }) => counted.has(rule) && rule !== sign.rule);
      if (enabled && !short && first && counted.has(sign.rule)) short = fused(facts, rules.rules_version, first, sign);
    }
  }
  if (short) shorts.push(short);
  return { point: { signs: here, short }, shorts };
}

/** All moments of these signs, in order. */
export function inOrder(signs: readonly CellAlert[]): Moment[] {
  return signs.flatMap(momentsOf).sort(compareMoments);
}

function countedCodes(signs: readonly CellAlert[]): Set<CellAlert['rule']> {
  const codes = new Set(signs.map(({ rule }) => rule));
  const lostContact = codes.has('CONTACT_LOSS') && ![...dipSigns].some((dip) => codes.has(dip));
  return new Set([...codes].filter((code) => shortSigns.has(code) && !(lostContact && code === 'CE_DROP')));
}

function fused(
  { cell_id, facts_version }: Pick<CellFacts, 'cell_id' | 'facts_version'>,
  rules_version: string,
  first: CellAlert,
  second: CellAlert,
): CellAlert {
  const { test_id, record_index, raised_at_unix_second, derived_cycle_count } = second;
  return {
    cell_id,
    rule: softShortRule.code,
    rule_version: softShortRule.version,
    rules_version,
    topic: softShortRule.topic,
    facts_version,
    revision: 1,
    retracted: false,
    status: 'firing',
    severity: 'critical',
    test_id,
    record_index,
    raised_at_unix_second,
    changed_at_unix_second: raised_at_unix_second,
    derived_cycle_count,
    changed_cycle_count: derived_cycle_count,
    message: `A soft short by two signs: ${first.rule} (${first.message}) and ${second.rule} (${second.message})`,
    evidence: {
      ...second.evidence,
      quantity: 'short_signs',
      unit: '1',
      value: 2,
      limit: 2,
      baseline: null,
      chart: null,
    },
  };
}
