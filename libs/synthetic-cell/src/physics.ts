import { openCircuitVoltage } from './open-circuit-voltage.js';
import type { SyntheticCellOptions } from './synthetic-cell-options.js';
import type { SyntheticCellState } from './synthetic-cell-state.js';

/** What holds for one step of the protocol. */
export interface Circuit {
  /** Through the cycler; positive charges. */
  current_ampere: number;
  capacity_ah: number;
  series_ohm: number;
  /** Of the shunt; 0 without one. */
  conductance: number;
}

export function circuitOf(
  options: SyntheticCellOptions,
  { cycle, step_second }: Pick<SyntheticCellState, 'cycle' | 'step_second'>,
  direction: number,
): Circuit {
  const shunt = options.shunts.findLast(({ from_cycle }) => from_cycle <= cycle);
  const dip =
    direction > 0
      ? options.dips.find(
          (dip) =>
            dip.cycle === cycle &&
            step_second >= dip.charging_second &&
            step_second < dip.charging_second + dip.duration_second,
        )
      : undefined;
  const current = options.current_schedule.findLast(({ from_cycle }) => from_cycle <= cycle);
  const set = options.temperature_schedule.findLast(({ from_cycle }) => from_cycle <= cycle);
  const lost = options.contact_losses
    .filter(({ from_cycle, charging_second = 0 }) => {
      if (cycle !== from_cycle) return cycle > from_cycle;
      // A full cell's cycle begins with its charge; the steps after it find the contact as the charge left it.
      return direction > 0 ? step_second >= charging_second : charging_second === 0 || options.system === 'full_cell';
    })
    .reduce((sum, { added_ohm }) => sum + added_ohm, 0);
  const grown = (1 + options.resistance_growth_per_cycle) ** (cycle - 1) * (set?.resistance_factor ?? 1);
  return {
    current_ampere: direction * (current?.current_ampere ?? options.current_ampere),
    capacity_ah: options.capacity_ah * (1 - options.fade_per_cycle) ** (cycle - 1),
    series_ohm: options.series_resistance_ohm * grown + lost,
    conductance: (shunt ? 1 / shunt.resistance_ohm : 0) + (dip ? 1 / dip.resistance_ohm : 0),
  };
}

/** Seconds of this charge at which its circuit changes, in order: a dip begins or ends, a contact is lost. */
export function changesOf(options: SyntheticCellOptions, cycle: number, direction: number): number[] {
  if (direction <= 0) return [];
  const dips = options.dips.filter((dip) => dip.cycle === cycle);
  const losses = options.contact_losses.filter(({ from_cycle }) => from_cycle === cycle);
  return [
    ...dips.flatMap((dip) => [dip.charging_second, dip.charging_second + dip.duration_second]),
    ...losses.map(({ charging_second = 0 }) => charging_second),
  ].sort((one, other) => one - other);
}

/** Current through the cell itself: the cycler's less what the shunt takes at the terminals. */
export function cellCurrent(inner: number, { current_ampere, series_ohm, conductance }: Circuit): number {
  return (current_ampere - inner * conductance) / (1 + series_ohm * conductance);
}

/** Voltage at the terminals now, in volts. */
export function terminalVoltage(options: SyntheticCellOptions, state: SyntheticCellState, circuit: Circuit): number {
  const inner = openCircuitVoltage(options.system, state.state_of_charge) + state.relaxing_volt;
  return inner + cellCurrent(inner, circuit) * circuit.series_ohm;
}

/** Moves the cell and its counters on by some seconds, in which the current is held as it is now (explicit Euler). */
export function advance(
  options: SyntheticCellOptions,
  state: SyntheticCellState,
  circuit: Circuit,
  voltage: number,
  seconds: number,
): void {
  const inner = openCircuitVoltage(options.system, state.state_of_charge) + state.relaxing_volt;
  const current = cellCurrent(inner, circuit);
  const passed = (Math.abs(circuit.current_ampere) * seconds) / 3600;
  state.capacity_ah += passed;
  state.energy_wh += passed * voltage;
  state.relaxing_volt +=
    ((current * options.relaxing_resistance_ohm - state.relaxing_volt) * seconds) / options.relaxing_time_second;
  // What the first half puts in, or takes out, is not all given back.
  const first = options.system === 'full_cell' ? current > 0 : current < 0;
  const useful = first ? current * options.coulombic_efficiency : current;
  state.state_of_charge += (useful * seconds) / (3600 * circuit.capacity_ah);
  state.step_second += seconds;
  state.test_second += seconds;
}
