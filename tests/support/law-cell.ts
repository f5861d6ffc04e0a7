import { declareFacts, type CellFacts, type RecordBatch } from '@cellwatch/events';
import { referenceCell, syntheticCell } from '@cellwatch/synthetic-cell';

/**
 * A cell for the law: two tests in a row, some with a shunt that raises both rules, each other in capacity, noise and
 * sampling, half of them half-cells.
 */
export function lawCell(cell_id: string, seed: number): { facts: CellFacts; batches: RecordBatch[] } {
  const system = seed % 3 === 2 ? 'anode_half_cell' : 'full_cell';
  const [lower_voltage_limit_volt, upper_voltage_limit_volt] = system === 'full_cell' ? [2, 4.3] : [0.01, 2];
  const options = {
    cell_id,
    system,
    lower_voltage_limit_volt,
    upper_voltage_limit_volt,
    initial_state_of_charge: system === 'full_cell' ? -0.02 : 1,
    fade_per_cycle: 0.001,
    voltage_noise_volt: 0.0003,
    seed,
    sampling_second: 60 + 20 * (seed % 4),
    time_step_second: 10,
  } as const;
  const shunts = seed % 2 === 0 && system === 'full_cell' ? [{ from_cycle: 7, resistance_ohm: 30_000 }] : [];
  const first = allOf({ ...options, test_id: `${cell_id}-a`, cycles: 8, shunts });
  const starts_at_unix_second = referenceCell.starts_at_unix_second + 30 * 86_400;
  const second = allOf({ ...options, test_id: `${cell_id}-b`, cycles: 3, starts_at_unix_second });
  const facts = declareFacts({
    cell_id,
    system,
    nominal_capacity_ah: referenceCell.capacity_ah,
    lower_voltage_limit_volt,
    upper_voltage_limit_volt,
  });
  return { facts, batches: [...first, ...second] };
}

function allOf(options: Parameters<typeof syntheticCell>[0]): RecordBatch[] {
  const cell = syntheticCell(options);
  const batches: RecordBatch[] = [];
  for (let batch = cell.next(); batch; batch = cell.next()) batches.push(batch);
  return batches;
}
