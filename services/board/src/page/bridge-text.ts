import type { PulseBridge } from '@cellwatch/impedance';
import { decimals, digits, instant, percent } from './format.js';
import type { ShownPulses } from './shapes.js';

const edges = {
  into_charge: 'Edge from rest into charge',
  into_discharge: 'Edge from rest into discharge',
  charge_into_rest: 'Edge from charge into rest',
  discharge_into_rest: 'Edge from discharge into rest',
};

/** A bridge in words, a line a delay: what the pulse says, what the fit lets expect, and whether the two agree. */
export function bridgeText(bridge: PulseBridge, { pulses, edges: known }: ShownPulses): string[] {
  const is = (one: { test_id: string; first_record_index: number }) =>
    one.test_id === bridge.test_id && one.first_record_index === bridge.first_record_index;
  const pulse = pulses.find(is);
  const edge = known.find(is);
  const name = pulse
    ? `${pulse.kind === 'titration' ? 'Titration' : 'Pulse'} (${pulse.direction}, cycle ${pulse.derived_cycle_count ?? '–'}, ${pulse.started_at_unix_second === null ? 'no clock' : instant(pulse.started_at_unix_second)}, ${decimals(pulse.voltage_before_volt, 3)} V)`
    : edge
      ? `${edges[edge.kind]} (cycle ${edge.derived_cycle_count})`
      : 'Pulse';
  const doubt = bridge.not_told.length > 0 ? `; ${bridge.not_told.join(' and ')} not told` : '';
  return bridge.comparisons.map(
    ({ delay_second, pulse_resistance_ohm: ohm, fit_resistance_ohm: fit, difference, agrees }) => {
      const when = delay_second === null ? 'without diffusion' : `at ${delay_second} s`;
      const sum = `R_1 + R_int + R_ct${delay_second === null ? '' : ' + diffusion'}`;
      const off = percent(Math.abs(difference), Math.abs(difference) < 0.01 ? 1 : 0);
      const verdict = agrees ? `agree within ${off}` : `differ by ${off}`;
      return `${name} ${when} ${digits(ohm)} Ω; fit ${bridge.circuit_id} ${sum} ${digits(fit)} Ω: ${verdict}${doubt}.`;
    },
  );
}
