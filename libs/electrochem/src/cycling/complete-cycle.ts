import type { CycleFlag, CycleSummary } from '@cellwatch/events';
import { capacityRetention } from '../capacity-retention.js';
import { coulombicEfficiency } from '../coulombic-efficiency.js';
import { electrodeBasis } from '../electrode-basis.js';
import { energyEfficiency } from '../energy-efficiency.js';
import { irreversibleCapacity } from '../irreversible-capacity.js';
import { leakageCurrent } from '../leakage-current.js';
import { shuntResistance } from '../shunt-resistance.js';
import { specificCapacity } from '../specific-capacity.js';
import { voltageHysteresis } from '../voltage-hysteresis.js';
import { contradict, told } from './contradict.js';
import { averageEfficiency } from './average-efficiency.js';
import { checkFacts } from './check-facts.js';
import { energyDensities } from './energy-densities.js';
import { conditions, findRegime, regimeKey } from './regime.js';
import { retentionBaseline, retentionReference } from './retention-baseline.js';
import type { Run } from './run.js';
import type { Half, OpenCycle } from './state.js';
import { summariseCycle } from './summarise-cycle.js';
import { learnLoss } from './usual-loss.js';

/** Halves of less alike capacity are not over the same voltages: their means tell nothing of a sign. */
const likeShare = 0.8;

/** What is compared with nothing, and nothing with it. */
const untrusted: CycleFlag[] = ['counter_mismatch', 'resumed', 'voltage_jump'];

/** The cycle is over: publishes it, and takes it into what later ones are compared with. `next` is the half that follows it. */
export function completeCycle(run: Run, cycle: OpenCycle, next: Half | null): void {
  const summary = summariseCycle(run.state, cycle, cycle.first && cycle.second ? 'complete' : 'partial');
  run.completed.push(summary);
  compare(run, cycle, next, summary);
  run.watch?.completed?.(summary);
}

function compare(run: Run, cycle: OpenCycle, next: Half | null, summary: CycleSummary): void {
  const { state } = run;
  const { life, facts, one_c_ampere } = state;
  const { first, second } = cycle;
  const charged = summary.cycle_charging_capacity_ah;
  const discharged = summary.cycle_discharging_capacity_ah;
  checkFacts(state, cycle, summary);
  life.largest_half_ah = Math.max(life.largest_half_ah, charged, discharged);
  life.largest_discharge_ah = Math.max(life.largest_discharge_ah, discharged);
  if (!first || !second) return;
  const isFirst = life.complete_cycles === 0;
  life.complete_cycles++;

  summary.voltage_hysteresis_volt = voltageHysteresis(
    summary.mean_charging_voltage_volt,
    summary.mean_discharging_voltage_volt,
  );
  const whole = !first.incomplete && !second.incomplete;
  const alike = Math.min(charged, discharged) >= likeShare * Math.max(charged, discharged);
  if (whole && alike && (summary.voltage_hysteresis_volt ?? 0) < 0)
    contradict(
      summary,
      'sign_suspect',
      `a hysteresis of ${told(summary.voltage_hysteresis_volt!, 'V')}`,
      '0 V or more',
    );
  const [charge, discharge] = first.direction === 1 ? [first, second] : [second, first];
  const trusted = whole && !summary.flags.some((flag) => untrusted.includes(flag));
  const found = conditions(charge, discharge, summary.purpose!, summary.temperature_set_point_celsius, facts);
  const regime = whole ? findRegime(life.regimes, found) : null;
  const isNewRegime = regime !== null && regime.cycles++ === 0;
  summary.regime = regime && regimeKey(regime, one_c_ampere);
  if (whole) Object.assign(summary, energyDensities(state, summary));

  const [one, two] = first.direction === 1 ? [charged, discharged] : [discharged, charged];
  const declared = facts.system !== undefined && summary.coulombic_efficiency_reason !== 'not_applicable';
  if (summary.coulombic_efficiency_reason === null) {
    summary.coulombic_efficiency = coulombicEfficiency(one, two);
    if (isFirst) summary.initial_coulombic_efficiency = summary.coulombic_efficiency;
    summary.irreversible_capacity_ah = irreversibleCapacity(one, two);
    life.cumulative_irreversible_ah += summary.irreversible_capacity_ah;
    summary.cumulative_irreversible_capacity_ah = life.cumulative_irreversible_ah;
    summary.specific_irreversible_capacity_mah_per_gram = specificCapacity(
      summary.irreversible_capacity_ah,
      electrodeBasis(facts).active_mass_gram,
    );
    if (facts.system === 'full_cell')
      summary.energy_efficiency = energyEfficiency(
        summary.cycle_charging_energy_wh,
        summary.cycle_discharging_energy_wh,
      );
    if (regime) {
      const duration_second = untilNext(run, first, next);
      const halves = { first_half_capacity_ah: one, second_half_capacity_ah: two, duration_second };
      if (regime.usual_loss_ah !== null)
        summary.leakage_current_ampere = leakageCurrent(halves, {
          loss_ah: regime.usual_loss_ah,
          deviation_ah: regime.loss_deviation_ah,
        });
      if (trusted && !isNewRegime) learnLoss(regime, one - two);
      if (facts.system === 'full_cell')
        summary.shunt_resistance_ohm = shuntResistance({
          charging_capacity_ah: charged,
          discharging_capacity_ah: discharged,
          charging_energy_wh: summary.cycle_charging_energy_wh,
          discharging_energy_wh: summary.cycle_discharging_energy_wh,
          duration_second,
        });
    }
  }
  if (declared)
    averageEfficiency(life, summary, {
      first_half_ah: one,
      second_half_ah: two,
      isFirst,
      belongs: trusted && !isNewRegime && summary.purpose === 'cycling',
    });
  if (!declared || !trusted || !regime) return;
  const reference = retentionBaseline(facts, life, regime, summary.regime!, two, cycle.derived_cycle_count);
  if (!reference) return;
  summary.capacity_retention = capacityRetention(two, reference.capacity_ah);
  summary.retention_reference = retentionReference(facts);
  summary.retention_reference_cycle_count = reference.derived_cycle_count;
}

/** Seconds from the cycle's first record under load to the next cycle's, or to the last record where none follows. */
function untilNext({ state }: Run, first: Half, next: Half | null): number {
  const { test, last } = state;
  const end = next
    ? { test_id: next.test_id, unix: next.first_unix_time_second, time: next.first_test_time_second }
    : { test_id: test!.test_id, unix: last!.unix_time_second, time: last!.test_time_second };
  return end.test_id === first.test_id
    ? end.time - first.first_test_time_second
    : end.unix - first.first_unix_time_second;
}
