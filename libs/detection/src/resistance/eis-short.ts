import { topics, type ResistanceEstimate } from '@cellwatch/events';
import { percent, type Finding } from '../finding.js';
import { median } from '../median.js';
import { chartOf, emptyRing, remember, type Ring } from '../ring.js';
import type { Rule, RuleInForce } from '../rule.js';
import { fittedImpedance } from './fitted-impedance.js';

const ringLength = 5;
const fewestValues = 2;
/** Until then contact and charge transfer still improve. */
const activationCycle = 10;

export const eisShortRule: Rule = {
  code: 'EIS_SHORT',
  version: 1,
  topic: topics.resistances,
  severities: ['warning'],
  title: 'Impedance fell',
  description:
    'R1 is more than 30 % below the median of the last 5 spectra of its series (same circuit, voltage, temperature and direction), or the fitted |Z| at the lowest frequency is more than 50 % below.',
  likely_cause:
    'A conductive bridge beside the electrolyte: it lowers the ohmic intercept, and ends the low-frequency tail.',
  look_alikes: [
    'A warmer cell than its temperature says.',
    'Other leads or another instrument.',
    'Activation: the charge transfer falls over the first cycles; |Z| is compared from cycle 10 on.',
  ],
  limits: [
    {
      name: 'ohmic_fall',
      unit: '1',
      default: 0.3,
      minimum: 0.05,
      maximum: 0.95,
      description: 'Share of R1 that must be gone.',
    },
    {
      name: 'lowest_fall',
      unit: '1',
      default: 0.5,
      minimum: 0.05,
      maximum: 0.95,
      description: 'Share of |Z| at the lowest frequency that must be gone.',
    },
  ],
};

/** What is remembered of a series. */
export interface EisShortMemory {
  /** Ω by cycle, of quiet spectra. */
  ohmic: Ring;
  lowest: Ring;
  /** The lowest frequency of the series' first spectrum after activation: later ones are compared there. */
  lowest_hertz: number | null;
}

const empty: EisShortMemory = { ohmic: emptyRing, lowest: emptyRing, lowest_hertz: null };

/**
 * EIS_SHORT: the impedance of a cell falls at equal state of charge and temperature.
 *
 * Signature: a shunt R_s lies beside everything, so R1 falls (bridging lowers the ohmic intercept), and no |Z| can exceed R_s: the
 * tail at low frequency ends. Spectra see a shunt only where R_s ≲ 10·|Z| there (1-2 kΩ in the published cell), but before it is
 * a hard short.
 * Threshold: R1 > 30 % or |Z| at the lowest frequency > 50 % below the median of the series' last 5 quiet spectra, of at least 2.
 * |Z| is that of the fitted circuit, at the lowest frequency of the series' first spectrum; a sweep that ends above it has none.
 * Quiet: spectra that are not comparable, other series, |Z| before cycle 10 (activation).
 * Look-alikes: a warmer cell, other leads, activation.
 * Source: shorts show in spectra before they are hard (Menkin 2023); thresholds are this project's.
 */
export function judgeEisShort(
  memory: EisShortMemory = empty,
  estimate: ResistanceEstimate,
  { limits: { ohmic_fall, lowest_fall } }: RuleInForce,
): { memory: EisShortMemory; finding: Finding | null } {
  const cycle = estimate.derived_cycle_count ?? 0;
  const activated = cycle >= activationCycle;
  const lowest_hertz = memory.lowest_hertz ?? (activated ? estimate.frequency_minimum_hertz : null);
  const lowest = activated && lowest_hertz !== null ? fittedImpedance(estimate, lowest_hertz) : null;
  const ohmic = estimate.ohmic_resistance_ohm;
  const findings = [
    hold('R1', 'ohmic_resistance_ohm', memory.ohmic, cycle, ohmic, ohmic_fall),
    hold(`|Z| at ${lowest_hertz} Hz`, 'lowest_frequency_impedance_ohm', memory.lowest, cycle, lowest, lowest_fall),
  ].filter((finding) => finding !== null);
  const finding = findings.reduce<Finding | null>(
    (worst, one) => (worst && worst.excess >= one.excess ? worst : one),
    null,
  );
  // A spectrum of a shorted cell is no baseline, in neither quantity.
  if (finding && finding.excess >= 1) return { memory: { ...memory, lowest_hertz }, finding };
  const take = (ring: Ring, value: number | null) => (value === null ? ring : remember(ring, cycle, value, ringLength));
  return { memory: { ohmic: take(memory.ohmic, ohmic), lowest: take(memory.lowest, lowest), lowest_hertz }, finding };
}

function hold(
  name: string,
  quantity: string,
  ring: Ring,
  cycle: number,
  ohm: number | null,
  fall: number,
): Finding | null {
  if (ohm === null || ring.y.length < fewestValues) return null;
  const baseline = median(ring.y);
  const share = (1 - ohm / baseline) / fall;
  return {
    excess: ohm < (1 - fall) * baseline ? Math.max(1, share) : Math.min(0.999, Math.max(0, share)),
    severity: 'warning',
    message: `Spectrum of cycle ${cycle}: ${name} is ${ohm.toPrecision(3)} Ω, ${percent(1 - ohm / baseline)} below ${baseline.toPrecision(3)} Ω, the median of the last ${ring.y.length}; ${percent(fall)} are allowed.`,
    evidence: {
      quantity,
      unit: 'Ω',
      value: ohm,
      limit: (1 - fall) * baseline,
      baseline,
      chart: chartOf(ring, 'derived_cycle_count', cycle, ohm),
    },
  };
}
