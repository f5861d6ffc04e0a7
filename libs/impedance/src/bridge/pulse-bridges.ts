import { fittedPulseResistance, type FitOfPulse } from './fitted-pulse-resistance.js';

/** A pulse, or an edge of a cycle, as far as it is compared. */
export interface BridgedPulse {
  test_id: string;
  first_record_index: number;
  derived_cycle_count: number | null;
  started_at_unix_second: number | null;
  /** At rest, before it or after it. */
  rest_voltage_volt: number | null;
  temperature_celsius: number | null;
  resistance_1s_ohm: number | null;
  resistance_10s_ohm: number | null;
  /** Without diffusion, by the line in √t. */
  extrapolated_resistance_ohm: number | null;
}

export interface BridgedFit {
  spectrum_id: string;
  circuit_id: string;
  comparable: boolean;
  specimen: string | null;
  derived_cycle_count: number | null;
  measured_at_unix_second: number | null;
  voltage_volt: number | null;
  temperature_celsius: number | null;
  ohmic_resistance_ohm: number | null;
  arc_resistance_ohm: number | null;
  warburg_coefficient_ohm_per_root_second: number | null;
  arcs: { time_constant_second: number | null }[];
}

export interface PulseBridge {
  test_id: string;
  first_record_index: number;
  spectrum_id: string;
  circuit_id: string;
  /** Begin of the sweep less that of the pulse; null where one has no clock. */
  seconds_apart: number | null;
  /** Of what must be equal, what one of the two does not tell. */
  not_told: ('voltage' | 'temperature')[];
  comparisons: PulseComparison[];
}

export interface PulseComparison {
  /** Null: without diffusion, the line in √t against R_1 + R_int + R_ct. */
  delay_second: number | null;
  pulse_resistance_ohm: number;
  fit_resistance_ohm: number;
  /** Pulse over fit, less 1. */
  difference: number;
  agrees: boolean;
}

const apart_second = 86_400;
const apart_volt = 0.02;
const apart_celsius = 1;
/** Of the fit's: a pulse is no small signal, and its open circuit moves a little. */
const agreement = 0.1;

/**
 * Compares each pulse with the one fit that it should answer to: of the cell as a whole and comparable, in the same cycle or at most a day
 * apart, at the same voltage (± 20 mV) and temperature (± 1 °C) as far as both tell them; the nearest of these in time. For every
 * delay that both can say. A pulse that no fit stands beside has no bridge: nothing is read across voltages.
 */
export function pulseBridges(pulses: readonly BridgedPulse[], fits: readonly BridgedFit[]): PulseBridge[] {
  const usable = fits.flatMap((fit) => {
    const values = valuesOf(fit);
    return values ? [{ fit, values }] : [];
  });
  return pulses.flatMap((pulse): PulseBridge[] => {
    const beside = usable
      .filter(({ fit }) => isBeside(pulse, fit))
      .map((one) => ({ ...one, seconds_apart: secondsApart(pulse, one.fit) }))
      .sort((one, other) => distance(one.seconds_apart) - distance(other.seconds_apart));
    for (const { fit, values, seconds_apart } of beside) {
      const { test_id, first_record_index } = pulse;
      const { spectrum_id, circuit_id } = fit;
      const comparisons = comparisonsOf(pulse, values);
      if (comparisons.length === 0) continue;
      const not_told: PulseBridge['not_told'] = [];
      if (pulse.rest_voltage_volt === null || fit.voltage_volt === null) not_told.push('voltage');
      if (pulse.temperature_celsius === null || fit.temperature_celsius === null) not_told.push('temperature');
      return [{ test_id, first_record_index, spectrum_id, circuit_id, seconds_apart, not_told, comparisons }];
    }
    return [];
  });
}

function valuesOf(fit: BridgedFit): FitOfPulse | null {
  const { comparable, specimen, ohmic_resistance_ohm, arc_resistance_ohm, arcs } = fit;
  const times = arcs.map(({ time_constant_second }) => time_constant_second);
  if (!comparable || specimen !== null || ohmic_resistance_ohm === null || arc_resistance_ohm === null) return null;
  const { warburg_coefficient_ohm_per_root_second } = fit;
  // An arc whose time is not measured may still run.
  const slowest_time_constant_second = times.reduce<number>((most, time) => Math.max(most, time ?? Infinity), 0);
  return { ohmic_resistance_ohm, arc_resistance_ohm, warburg_coefficient_ohm_per_root_second, slowest_time_constant_second }; // prettier-ignore
}

function isBeside(pulse: BridgedPulse, fit: BridgedFit): boolean {
  const within = (one: number | null, other: number | null, most: number) =>
    one === null || other === null || Math.abs(one - other) <= most + 1e-9;
  const seconds = secondsApart(pulse, fit);
  const together =
    (pulse.derived_cycle_count !== null && pulse.derived_cycle_count === fit.derived_cycle_count) ||
    (seconds !== null && Math.abs(seconds) <= apart_second);
  return (
    together &&
    within(pulse.rest_voltage_volt, fit.voltage_volt, apart_volt) &&
    within(pulse.temperature_celsius, fit.temperature_celsius, apart_celsius)
  );
}

function secondsApart({ started_at_unix_second: at }: BridgedPulse, { measured_at_unix_second }: BridgedFit) {
  return at === null || measured_at_unix_second === null ? null : measured_at_unix_second - at;
}

const distance = (seconds: number | null) => (seconds === null ? Infinity : Math.abs(seconds));

function comparisonsOf(pulse: BridgedPulse, fit: FitOfPulse): PulseComparison[] {
  const delays = [
    [1, pulse.resistance_1s_ohm],
    [10, pulse.resistance_10s_ohm],
    [null, pulse.extrapolated_resistance_ohm],
  ] as const;
  return delays.flatMap(([delay_second, pulse_resistance_ohm]): PulseComparison[] => {
    const fit_resistance_ohm = fittedPulseResistance(fit, delay_second);
    if (pulse_resistance_ohm === null || fit_resistance_ohm === null) return [];
    const difference = pulse_resistance_ohm / fit_resistance_ohm - 1;
    return [{ delay_second, pulse_resistance_ohm, fit_resistance_ohm, difference, agrees: Math.abs(difference) <= agreement }]; // prettier-ignore
  });
}
