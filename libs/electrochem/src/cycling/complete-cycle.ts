import { capacityRetention } from '../capacity-retention.js';
import { coulombicEfficiency } from '../coulombic-efficiency.js';
import { energyEfficiency } from '../energy-efficiency.js';
import { irreversibleCapacity } from '../irreversible-capacity.js';
import { voltageHysteresis } from '../voltage-hysteresis.js';
import { conditions, findRegime } from './regime.js';
import { retentionBaseline, retentionReference } from './retention-baseline.js';
import type { Run } from './run.js';
import type { OpenCycle } from './state.js';
import { summariseCycle } from './summarise-cycle.js';

/** The cycle is over: publishes it, and takes it into what later ones are compared with. */
export function completeCycle(run: Run, cycle: OpenCycle): void {
  const { state } = run;
  const { life, facts } = state;
  const { first, second } = cycle;
  const summary = summariseCycle(state, cycle, first && second ? 'complete' : 'partial');
  run.completed.push(summary);
  const charged = summary.cycle_charging_capacity_ah;
  const discharged = summary.cycle_discharging_capacity_ah;
  life.largest_half_ah = Math.max(life.largest_half_ah, charged, discharged);
  if (!first || !second) return;
  const isFirst = life.complete_cycles === 0;
  life.complete_cycles++;

  summary.voltage_hysteresis_volt = voltageHysteresis(
    summary.mean_charging_voltage_volt,
    summary.mean_discharging_voltage_volt,
  );
  const whole = !first.incomplete && !second.incomplete;
  if (whole && (summary.voltage_hysteresis_volt ?? 0) < 0 && !summary.flags.includes('sign_suspect'))
    summary.flags = [...summary.flags, 'sign_suspect' as const].sort();
  const [charge, discharge] = first.direction === 1 ? [first, second] : [second, first];
  const trusted = whole && !summary.flags.some((flag) => flag === 'resumed' || flag === 'counter_mismatch');
  const regime = whole ? findRegime(life.regimes, conditions(charge, discharge, facts), state.one_c_ampere) : null;
  summary.regime = regime?.key ?? null;

  const [one, two] = first.direction === 1 ? [charged, discharged] : [discharged, charged];
  const declared = facts.system !== undefined && summary.coulombic_efficiency_reason !== 'not_applicable';
  if (summary.coulombic_efficiency_reason === null) {
    summary.coulombic_efficiency = coulombicEfficiency(one, two);
    if (isFirst) summary.initial_coulombic_efficiency = summary.coulombic_efficiency;
    summary.irreversible_capacity_ah = irreversibleCapacity(one, two);
    life.cumulative_irreversible_ah += summary.irreversible_capacity_ah;
    summary.cumulative_irreversible_capacity_ah = life.cumulative_irreversible_ah;
    if (facts.system === 'full_cell')
      summary.energy_efficiency = energyEfficiency(
        summary.cycle_charging_energy_wh,
        summary.cycle_discharging_energy_wh,
      );
  }
  if (!declared || !trusted || !regime) return;
  const reference = retentionBaseline(facts, life, regime, two, cycle.derived_cycle_count);
  if (!reference) return;
  summary.capacity_retention = capacityRetention(two, reference.capacity_ah);
  summary.retention_reference = retentionReference(facts);
  summary.retention_reference_cycle_count = reference.derived_cycle_count;
}
