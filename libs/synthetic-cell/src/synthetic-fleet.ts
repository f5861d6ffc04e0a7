import { declareFacts, type CellFacts } from '@cellwatch/events';
import { normal } from './normal.js';
import { referenceCell, type SyntheticCellOptions } from './synthetic-cell-options.js';

export interface SyntheticFleetOptions {
  /** Start of every test. */
  starts_at_unix_second: number;
  /** How much history there will be when the fleet goes live: the soft short develops in its last ten days. */
  history_second: number;
  cells?: number;
  seed?: number;
}

/** A cell of the fleet: what is declared of it, and what is simulated. */
export interface SyntheticFleetCell {
  facts: CellFacts;
  options: SyntheticCellOptions;
}

const secondsPerCycle = 21_220;
const shortLast = 10 * 86400;
const day = 86400;

/**
 * A small campaign of all-solid-state full cells (silicon composite anode, Li6PS5Cl, NCM811; 60 °C, 0.3C): half of them at 40 MPa,
 * half at 10 MPa, where contact is lost faster; replicates are alike but for a small spread in capacity, fade and resistance. The
 * third one develops a soft short: 100 kΩ, after four days 30 kΩ. History is meant to be sampled every minute with steps of ten
 * seconds; for 1 Hz go on from the state with `sampling_second` 1.
 */
export function syntheticFleet(fleet: SyntheticFleetOptions): SyntheticFleetCell[] {
  const { starts_at_unix_second, history_second, cells = 8, seed = 1 } = fleet;
  const random = { random: seed };
  return Array.from({ length: cells }, (_, index) => {
    const number = String(index + 1).padStart(2, '0');
    const cell_id = `assb-${number}`;
    const spread = (deviation: number) => 1 + deviation * normal(random);
    const loose = index >= cells / 2;
    const shorted = index === Math.min(2, cells - 1);
    const onset = 1 + Math.max(3, Math.floor((history_second - shortLast) / secondsPerCycle));
    const options: SyntheticCellOptions = {
      ...referenceCell,
      cell_id,
      test_id: `synthetic-${number}-${starts_at_unix_second}`,
      equipment_id: 'synthetic',
      channel_id: String(index + 1),
      live: true,
      capacity_ah: referenceCell.capacity_ah * spread(0.01),
      series_resistance_ohm: referenceCell.series_resistance_ohm * spread(0.05),
      // Where the steady cycle begins, so that the first one is not short of charge.
      initial_state_of_charge: -0.02,
      coulombic_efficiency: 1 - 0.0005 * Math.abs(spread(0.3)),
      fade_per_cycle: (loose ? 0.0016 : 0.00076) * Math.abs(spread(0.25)),
      resistance_growth_per_cycle: (loose ? 0.004 : 0.001) * Math.abs(spread(0.3)),
      shunts: shorted
        ? [
            { from_cycle: onset, resistance_ohm: 100_000 },
            { from_cycle: onset + Math.floor((4 * day) / secondsPerCycle), resistance_ohm: 30_000 },
          ]
        : [],
      voltage_noise_volt: 0.0002,
      seed: seed * 1000 + index,
      starts_at_unix_second,
      sampling_second: 60,
      time_step_second: 10,
    };
    const replicate = String.fromCharCode(65 + (loose ? index - Math.ceil(cells / 2) : index));
    return { facts: factsOf(cell_id, number, loose ? 10 : 40, replicate), options };
  });
}

function factsOf(cell_id: string, number: string, megapascal: number, replicate: string): CellFacts {
  return declareFacts({
    cell_id,
    system: 'full_cell',
    label: `Si-graphite-carbon ‖ NCM811 ${number}`,
    campaign: 'synthetic all-solid-state 0.3C',
    factors: { stack_pressure_megapascal: megapascal },
    replicate,
    nominal_capacity_ah: referenceCell.capacity_ah,
    active_mass_gram: 0.01154535,
    active_loading_mg_per_cm2: 14.7,
    area_cm2: 0.785398,
    one_c_milliampere_per_gram: 180,
    lower_voltage_limit_volt: referenceCell.lower_voltage_limit_volt,
    upper_voltage_limit_volt: referenceCell.upper_voltage_limit_volt,
    temperature_set_point_celsius: 60,
    pressure_set_point_pa: megapascal * 1e6,
    c_rate_schedule: [{ from_cycle: 1, c_rate: 0.3 }],
    active_fraction: 0.77,
    n_to_p_ratio: 1.1,
    counter_specific_capacity_mah_per_gram: 1137,
    counter_active_fraction: 0.7,
    separator_thickness_micrometer: 600,
    projected_separator_thickness_micrometer: 30,
    separator_density_gram_per_cm3: 1.6977,
    prelithiated: false,
    formation_cycles: [1],
    retention_reference: 'first_after_formation_same_regime',
  });
}
