import { declareFacts, type CellFacts } from '@cellwatch/events';
import { referenceCell, type SyntheticCellOptions, type SyntheticSystem } from '@cellwatch/synthetic-cell';
import type { WatchedCell } from '../watched-cell.js';
import { chance, numberOf } from './chance.js';

/** The first cycle with a fault, where no other is said: formation and seven like cycles come before. */
export const onsetCycle = 9;
/** Four cycles with the fault are complete when a fifth begins. */
export const lastCycle = 13;

export const oneC = 0.01154535 * 180e-3;

type Given = Pick<WatchedCell, 'seed' | 'group' | 'row' | 'stretches'> &
  Partial<Omit<WatchedCell, 'facts' | 'options'>> & {
    system?: SyntheticSystem;
    noise_volt?: number;
    options?: Partial<SyntheticCellOptions>;
    facts?: Partial<CellFacts>;
  };

/**
 * A cell of an evaluated fleet. Cells differ a little: capacity 1 %, resistance 5 %, efficiency, fade. Above 1C resistances are a
 * tenth of the solid-state cell's, as in a liquid electrolyte: with the solid one's no charge would be left within the limits.
 */
export function cellOf(given: Given): WatchedCell {
  const { seed, system = 'full_cell', c_rate = 0.3, sampling_second = 10, noise_volt = 0.0002 } = given;
  const cell_id = [
    given.group,
    given.row,
    `${c_rate}C ${sampling_second}s ${1000 * noise_volt}mV`,
    `seed ${seed}`,
  ].join(', ');
  const random = chance(numberOf(cell_id));
  const soft = c_rate >= 1 ? 0.1 : 1;
  const limits =
    system === 'full_cell'
      ? { lower_voltage_limit_volt: 2, upper_voltage_limit_volt: 4.3 }
      : { lower_voltage_limit_volt: 0.02, upper_voltage_limit_volt: 1.38 };
  const options: Partial<SyntheticCellOptions> = {
    system,
    ...limits,
    current_ampere: c_rate * oneC,
    capacity_ah: referenceCell.capacity_ah * (1 + 0.01 * random()),
    series_resistance_ohm: referenceCell.series_resistance_ohm * soft * (1 + 0.05 * random()),
    relaxing_resistance_ohm: referenceCell.relaxing_resistance_ohm * soft,
    initial_state_of_charge: system === 'full_cell' ? -0.02 : 1,
    coulombic_efficiency: 0.9995 + 0.0003 * random(),
    fade_per_cycle: 0.0008 * (1 + 0.3 * random()),
    resistance_growth_per_cycle: 0.001 * (1 + 0.3 * random()),
    voltage_noise_volt: noise_volt,
    seed: numberOf(`noise of ${cell_id}`),
    sampling_second,
    time_step_second: 10,
    ...given.options,
  };
  const facts = declareFacts({
    cell_id,
    system,
    nominal_capacity_ah: referenceCell.capacity_ah,
    active_mass_gram: 0.01154535,
    one_c_milliampere_per_gram: 180,
    temperature_set_point_celsius: 60,
    formation_cycles: [1],
    retention_reference: 'first_after_formation_same_regime',
    c_rate_schedule: [{ from_cycle: 1, c_rate }],
    ...limits,
    ...given.facts,
  });
  const { allows = '', fault = null, fixed = false } = given;
  return { ...given, cell_id, allows, fault, fixed, c_rate, sampling_second, facts, options };
}
