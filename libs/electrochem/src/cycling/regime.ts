import type { CellFacts, CyclePurpose } from '@cellwatch/events';
import { cRate } from '../c-rate.js';
import { regimeTolerances } from '../conventions/regime-tolerances.js';
import { endReason } from './end-reason.js';
import type { Half, Regime } from './state.js';

const mostRegimes = 8;
/** However far apart the records are: an end further from the declared limit is another protocol's. */
const farthestVolt = 0.05;
const { current_ratio, end_voltage_volt, temperature_celsius } = regimeTolerances;

/** What two cycles must share to be compared. */
export interface Conditions {
  purpose: CyclePurpose;
  charging_current_ampere: number;
  discharging_current_ampere: number;
  charging_end_voltage_volt: number;
  discharging_end_voltage_volt: number;
  charging_hold: boolean;
  discharging_hold: boolean;
  temperature_celsius: number | null;
}

export function conditions(
  charge: Half,
  discharge: Half,
  purpose: CyclePurpose,
  set_point_celsius: number | null,
  facts: CellFacts,
): Conditions {
  return {
    // Formation may run as cycling does; what measures the cell is never compared with what ages it.
    purpose: purpose === 'formation' ? 'cycling' : purpose,
    charging_current_ampere: charge.main_current_ampere,
    discharging_current_ampere: discharge.main_current_ampere,
    charging_end_voltage_volt: endVoltage(charge, facts),
    discharging_end_voltage_volt: endVoltage(discharge, facts),
    charging_hold: isHold(charge),
    discharging_hold: isHold(discharge),
    temperature_celsius: set_point_celsius ?? discharge.temperature_celsius,
  };
}

/**
 * The voltage to which a half was run: the declared limit where the last record lies on it, or so near that one interval between
 * records moves the voltage as far; else the last record's. At 3C a cutoff overshoots by 20 mV, and that is no other protocol.
 */
function endVoltage(half: Half, facts: CellFacts): number {
  const { direction, end_voltage_volt: last, end_moved_volt } = half;
  const limit = direction === 1 ? facts.upper_voltage_limit_volt : facts.lower_voltage_limit_volt;
  const reason = endReason(half, facts);
  if (limit === undefined || reason === 'time' || reason === 'capacity' || reason === 'user') return last;
  const near = Math.max(end_voltage_volt, Math.min(end_moved_volt, farthestVolt));
  return Math.abs(limit - last) <= near ? limit : last;
}

/**
 * The regime of a cycle among those of the cell, or a new one: currents within 10 %, end voltages within 10 mV, temperature
 * within 2 °C, same kinds of step. The newest used comes last; beyond eight the longest unused is forgotten.
 */
export function findRegime(regimes: Regime[], found: Conditions): Regime {
  const at = regimes.findIndex((regime) => isSame(regime, found));
  const regime =
    at >= 0
      ? regimes.splice(at, 1)[0]
      : {
          ...found,
          charging_current_ampere: short(found.charging_current_ampere),
          discharging_current_ampere: short(found.discharging_current_ampere),
          charging_end_voltage_volt: short(found.charging_end_voltage_volt),
          discharging_end_voltage_volt: short(found.discharging_end_voltage_volt),
          reference: null,
          candidates_microampere_hour: [],
          candidate_cycle_counts: [],
          cycles: 0,
          losses_ah: [],
          usual_loss_ah: null,
          loss_deviation_ah: 0,
        };
  regimes.push(regime);
  if (regimes.length > mostRegimes) regimes.shift();
  return regime;
}

/** Far below the tolerances, and short to keep. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}

function isSame(a: Conditions, b: Conditions): boolean {
  const near = (one: number, other: number) => Math.abs(one - other) <= current_ratio * Math.max(one, other);
  return (
    a.purpose === b.purpose &&
    near(a.charging_current_ampere, b.charging_current_ampere) &&
    near(a.discharging_current_ampere, b.discharging_current_ampere) &&
    Math.abs(a.charging_end_voltage_volt - b.charging_end_voltage_volt) <= end_voltage_volt &&
    Math.abs(a.discharging_end_voltage_volt - b.discharging_end_voltage_volt) <= end_voltage_volt &&
    a.charging_hold === b.charging_hold &&
    a.discharging_hold === b.discharging_hold &&
    (a.temperature_celsius === null ||
      b.temperature_celsius === null ||
      Math.abs(a.temperature_celsius - b.temperature_celsius) <= temperature_celsius)
  );
}

/** Names a cycle's conditions: equal keys are one regime to people, and to the first cycle of a life. */
export function regimeKey(found: Conditions, one_c_ampere: number | null): string {
  const rate = (ampere: number) => {
    const rate = cRate(ampere, one_c_ampere);
    return rate === null ? `${ampere.toPrecision(3)} A` : `${rate.toPrecision(3)}C`;
  };
  const half = (name: string, ampere: number, volt: number, hold: boolean) =>
    `${name} ${rate(ampere)} to ${volt.toFixed(2)} V ${hold ? 'CCCV' : 'CC'}`;
  const charge = half('charge', found.charging_current_ampere, found.charging_end_voltage_volt, found.charging_hold);
  const discharge = half(
    'discharge',
    found.discharging_current_ampere,
    found.discharging_end_voltage_volt,
    found.discharging_hold,
  );
  const temperature = found.temperature_celsius === null ? '' : `, ${found.temperature_celsius.toFixed(0)} °C`;
  const purpose = found.purpose === 'cycling' ? '' : `${found.purpose.replace('_', '-')}: `;
  return `${purpose}${charge}, ${discharge}${temperature}`;
}

function isHold({ constant_voltage_ah, capacity_ah }: Half): boolean {
  return constant_voltage_ah > 0.01 * capacity_ah;
}
