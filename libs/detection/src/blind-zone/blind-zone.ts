import type { CycleSummary } from '@cellwatch/events';
import type { CellRules } from '../rule.js';
import { robustDeviation } from '../robust-deviation.js';
import { inOhms, inSeconds } from './in-words.js';
import type { ChargeSurvey } from './survey-charge.js';

/** What the rules cannot see in a cell, as far as its records and cycles tell; null where they do not. */
export interface BlindZone {
  /** A dip that is shorter may fall between two records, s. */
  shortest_dip_second: number | null;
  /** The smallest fall of the voltage that SOFT_DIP takes for a dip, V. */
  smallest_dip_volt: number | null;
  /** Largest shunt across the cell, Ω, that is seen: while it touches, by CE_DROP in one cycle, by REST_LEAK in one rest. */
  dip_shunt_ohm: number | null;
  efficiency_shunt_ohm: number | null;
  rest_shunt_ohm: number | null;
  /** The same in plain words, one sentence for each rule. */
  sentences: string[];
}

const ringLength = 20;
const fewestCycles = 3;

/**
 * What the rules that look for soft shorts cannot see in a cell.
 *
 * `cycles` are the cell's, in order; the last complete one is what the figures are for, and those of its regime tell the noise of its
 * efficiency (1.4826 × MAD of the last 20). `survey` is of how its charge was recorded.
 * SOFT_DIP: a shunt R_s of some seconds lowers the voltage by about V̄·R/(R + R_s), with R the cell's resistance at its edges; it must
 * reach max(3 mV, 8 σ of the rises): R_s ≤ R·(V̄/dip − 1), and lie on a record.
 * CE_DROP: a permanent shunt takes V̄·t_cycle/R_s of the charge Q_c: R_s = V̄·t_cycle/(ΔCE·Q_c), ΔCE = max(1 pp, 4 deviations).
 * REST_LEAK: R_s = V/(Δslope·dQ/dV), Δslope = 5 mV/h. dQ/dV at rest is not measured: the cycle's mean Q_c/(V_max − V_min)
 * stands for it, so this one is right within a factor of two. Rests below 15 min are not judged.
 * Limits are those in force (`rules`). Orders of magnitude, for a cell whose voltage is positive; no promise for the single case.
 */
export function blindZone(cycles: readonly CycleSummary[], survey: ChargeSurvey | null, rules: CellRules): BlindZone {
  const complete = cycles.filter(({ status, retracted }) => status === 'complete' && !retracted);
  const cycle = complete.at(-1) ?? null;
  const dip = dipZone(cycle, survey, rules);
  const efficiency = efficiencyZone(complete, cycle, rules);
  const rest = restZone(cycle, rules);
  return {
    shortest_dip_second: survey?.longest_interval_second ?? null,
    smallest_dip_volt: dip.volt,
    dip_shunt_ohm: dip.ohm,
    efficiency_shunt_ohm: efficiency.ohm,
    rest_shunt_ohm: rest.ohm,
    sentences: [dip.sentence, efficiency.sentence, rest.sentence],
  };
}

interface Zone {
  ohm: number | null;
  sentence: string;
}

function dipZone(
  cycle: CycleSummary | null,
  survey: ChargeSurvey | null,
  { of }: CellRules,
): Zone & { volt: number | null } {
  if (!of.SOFT_DIP.enabled) return { ohm: null, volt: null, sentence: 'Dips are not looked for: SOFT_DIP is off.' };
  if (!survey)
    return { ohm: null, volt: null, sentence: 'Which dips are seen is not known before a charge is recorded.' };
  const { dip_volt, dip_deviations, warning_dips } = of.SOFT_DIP.limits;
  const volt = Math.max(dip_volt, dip_deviations * (survey.deviation_volt ?? 0));
  const edge = cycle?.charging_edge ?? cycle?.discharging_edge ?? cycle?.rest_after_charge?.edge ?? null;
  const mean = cycle?.mean_charging_voltage_volt ?? null;
  const found = edge && edge.resistance_ohm > 0 && mean !== null ? edge.resistance_ohm * (mean / volt - 1) : null;
  const ohm = found !== null && found > 0 ? found : null;
  const shallow = `shallower than ${Number((1000 * volt).toPrecision(2))} mV`;
  const shunts = ohm === null ? '' : ` (shunts above ${inOhms(ohm)})`;
  const short = `shorter than ${inSeconds(survey.longest_interval_second)}`;
  return {
    ...{ ohm, volt },
    sentence: `Dips ${short} or ${shallow}${shunts} are not seen, nor fewer than ${warning_dips} small ones in a charge.`,
  };
}

function efficiencyZone(complete: readonly CycleSummary[], cycle: CycleSummary | null, { of }: CellRules): Zone {
  if (!of.CE_DROP.enabled) return { ohm: null, sentence: 'Lost charge is not looked for: CE_DROP is off.' };
  const { least_drop, deviations } = of.CE_DROP.limits;
  const like = complete.filter(({ regime }) => regime === cycle?.regime);
  const efficiencies = like.flatMap(({ coulombic_efficiency }) => coulombic_efficiency ?? []).slice(-ringLength);
  const { mean_charging_voltage_volt, mean_discharging_voltage_volt } = cycle ?? {};
  const voltage =
    mean_charging_voltage_volt && mean_discharging_voltage_volt
      ? (mean_charging_voltage_volt + mean_discharging_voltage_volt) / 2
      : null;
  if (
    !cycle ||
    efficiencies.length < fewestCycles ||
    voltage === null ||
    !(voltage > 0) ||
    !cycle.cycle_duration_second
  )
    return {
      ohm: null,
      sentence: 'Which shunts the efficiency shows is not known before 3 complete cycles of one regime.',
    };
  // The rest after it belongs to it: a shunt goes on meanwhile.
  const duration_second = cycle.cycle_duration_second + (cycle.rest_after_discharge?.duration_second ?? 0);
  const drop = Math.max(least_drop, deviations * robustDeviation(efficiencies));
  const ohm = (voltage * duration_second) / (drop * 3600 * cycle.cycle_charging_capacity_ah);
  const points = Number((100 * drop).toPrecision(2));
  return {
    ohm,
    sentence: `A permanent shunt above ${inOhms(ohm)} costs less than the ${points} % of a charge that one cycle must lose to be told.`,
  };
}

function restZone(cycle: CycleSummary | null, { of }: CellRules): Zone {
  if (!of.REST_LEAK.enabled) return { ohm: null, sentence: 'Rests are not watched: REST_LEAK is off.' };
  const { least_slope, least_duration } = of.REST_LEAK.limits;
  const rest = cycle?.rest_after_charge ?? cycle?.rest_after_discharge ?? null;
  if (!cycle || !rest)
    return { ohm: null, sentence: 'There are no rests: a shunt that leaks at rest is not seen there.' };
  if (rest.duration_second < least_duration)
    return {
      ohm: null,
      sentence: `Rests of ${inSeconds(rest.duration_second)} are too short: from ${inSeconds(least_duration)} on a leak at rest is seen.`,
    };
  const { charging_end_voltage_volt: upper, discharging_end_voltage_volt: lower } = cycle;
  if (upper === null || lower === null || !(upper > lower) || !(rest.end_voltage_volt > 0))
    return { ohm: null, sentence: 'Which shunts a rest shows is not known: the cycle’s end voltages are not.' };
  const capacity_ah_per_volt = cycle.cycle_charging_capacity_ah / (upper - lower);
  const ohm = rest.end_voltage_volt / (least_slope * capacity_ah_per_volt);
  return {
    ohm,
    sentence: `A permanent shunt above about ${inOhms(ohm)} bends the voltage at rest too little to be told.`,
  };
}
