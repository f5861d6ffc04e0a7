import type { CoulombicEfficiencyReason, CycleFlag, CycleSummary, EdgeResistance } from '@cellwatch/events';
import { arealCapacity } from '../areal-capacity.js';
import { cRate } from '../c-rate.js';
import { electrodeBasis } from '../electrode-basis.js';
import { definitionVersion } from '../definition-version.js';
import { meanVoltage } from '../mean-voltage.js';
import { specificCapacity } from '../specific-capacity.js';
import { edgeResistanceOf } from './edge.js';
import { endReason } from './end-reason.js';
import { halfPeaks } from './half-peaks.js';
import { cyclePurpose } from './purpose.js';
import { openHalf } from './run.js';
import { temperatureSetPoint } from './set-point.js';
import type { CyclingState, Direction, Half, OpenCycle } from './state.js';
import { heldCurrent, isHeld, passedCapacity, passedEnergy } from './step-statistics.js';

/** A half's part in its cycle, the running step included if it is the half's. */
interface Part {
  direction: Direction;
  capacity_ah: number;
  energy_wh: number;
  opposite_capacity_ah: number;
  opposite_energy_wh: number;
  constant_voltage_ah: number;
  main_current_ampere: number;
  edge: EdgeResistance | null;
  half: Half;
}

/**
 * What the records alone say of a cycle. Every coulomb between its first and last record under load counts, by its direction.
 * What compares the cycle with others (efficiencies, retention) is added when it completes.
 */
export function summariseCycle(state: CyclingState, cycle: OpenCycle, status: CycleSummary['status']): CycleSummary {
  const { facts, one_c_ampere, life } = state;
  const basis = electrodeBasis(facts);
  const parts = [cycle.first, cycle.second].filter((half) => half !== null).map((half) => partOf(state, half, status));
  const opening = parts[0].half;
  const closing = parts[parts.length - 1].half;
  const of = (direction: Direction) => parts.find((part) => part.direction === direction) ?? null;
  const charge = of(1);
  const discharge = of(-1);
  const capacity = (direction: Direction) =>
    parts.reduce((sum, p) => sum + (p.direction === direction ? p.capacity_ah : p.opposite_capacity_ah), 0);
  const energy = (direction: Direction) =>
    parts.reduce((sum, p) => sum + (p.direction === direction ? p.energy_wh : p.opposite_energy_wh), 0);
  const running = status === 'open' && isRunning(state);
  const last = running ? state.last! : null;
  const last_test_id = last ? state.test!.test_id : closing.last_test_id;
  const lastUnix = last?.unix_time_second ?? closing.last_unix_time_second;
  const duration =
    last_test_id === opening.test_id
      ? (last?.test_time_second ?? closing.last_test_time_second) - opening.first_test_time_second
      : lastUnix - opening.first_unix_time_second;
  const charged = capacity(1);
  const discharged = capacity(-1);
  const least = 0.01 * (state.nominal_capacity_ah ?? life.largest_half_ah);
  const clock = opening.clock_source !== 'none';
  return {
    cell_id: facts.cell_id,
    test_id: opening.test_id,
    first_record_index: opening.first_record_index,
    definition_version: definitionVersion,
    facts_version: facts.facts_version,
    revision: 1,
    retracted: false,
    last_record_index: last?.record_index ?? closing.last_record_index,
    derived_cycle_count: cycle.derived_cycle_count,
    cycle_count: opening.cycle_count,
    status,
    first_direction: opening.direction === 1 ? 'charge' : 'discharge',
    started_at_unix_second: clock ? opening.first_unix_time_second : null,
    ended_at_unix_second: clock ? lastUnix : null,
    cycle_duration_second: duration,
    cycle_charging_capacity_ah: charged,
    cycle_discharging_capacity_ah: discharged,
    cycle_charging_energy_wh: energy(1),
    cycle_discharging_energy_wh: energy(-1),
    coulombic_efficiency: null,
    coulombic_efficiency_reason: reasonWithout(state, cycle, status, Math.min(charged, discharged)),
    initial_coulombic_efficiency: null,
    irreversible_capacity_ah: null,
    cumulative_irreversible_capacity_ah: null,
    capacity_retention: null,
    retention_reference: null,
    retention_reference_cycle_count: null,
    mean_charging_voltage_volt: charge && meanVoltage(energy(1), charged, least),
    mean_discharging_voltage_volt: discharge && meanVoltage(energy(-1), discharged, least),
    voltage_hysteresis_volt: null,
    energy_efficiency: null,
    specific_charging_capacity_mah_per_gram: specificCapacity(charged, basis.active_mass_gram),
    specific_discharging_capacity_mah_per_gram: specificCapacity(discharged, basis.active_mass_gram),
    charging_c_rate: charge && cRate(charge.main_current_ampere, one_c_ampere),
    discharging_c_rate: discharge && cRate(discharge.main_current_ampere, one_c_ampere),
    ...ends(state, status, charge?.half, discharge?.half),
    charging_cv_share: heldShare(charge),
    discharging_cv_share: heldShare(discharge),
    average_coulombic_efficiency: null,
    average_coulombic_efficiency_with_first: null,
    cumulative_coulombic_efficiency: null,
    averaged_cycles: null,
    specific_irreversible_capacity_mah_per_gram: null,
    areal_charging_capacity_mah_per_cm2: arealCapacity(charged, basis.area_cm2),
    areal_discharging_capacity_mah_per_cm2: arealCapacity(discharged, basis.area_cm2),
    energy_density_watt_hour_per_kilogram: null,
    projected_energy_density_watt_hour_per_kilogram: null,
    mass_model: null,
    leakage_current_ampere: null,
    shunt_resistance_ohm: null,
    temperature_celsius: (discharge ?? charge)?.half.temperature_celsius ?? null,
    temperature_set_point_celsius: temperatureSetPoint(facts, cycle.derived_cycle_count),
    charging_edge: charge && charge.edge,
    discharging_edge: discharge && discharge.edge,
    rest_after_charge: charge && charge.half.rest,
    rest_after_discharge: discharge && discharge.half.rest,
    charging_peaks: charge && halfPeaks(charge.half, facts),
    discharging_peaks: discharge && halfPeaks(discharge.half, facts),
    purpose: cyclePurpose(facts, cycle),
    contradictions: [],
    regime: null,
    flags: flagsOf(state, cycle),
  };
}

function partOf(state: CyclingState, half: Half, status: CycleSummary['status']): Part {
  const part: Part = { ...pick(half), half };
  const { step, last } = state;
  if (status !== 'open' || !step || !last || !isRunning(state) || half !== openHalf(state)) return part;
  const capacity = passedCapacity(step);
  const energy = passedEnergy(step, last.voltage_volt);
  if (step.direction !== half.direction) {
    part.opposite_capacity_ah += capacity;
    part.opposite_energy_wh += energy;
    return part;
  }
  part.edge ??= edgeResistanceOf(step.edge);
  part.capacity_ah += capacity;
  part.energy_wh += energy;
  if (isHeld(step, last.test_time_second, last.current_ampere) && step.integral_ah > 0)
    part.constant_voltage_ah += capacity * (1 - step.hold_from_ah / step.integral_ah);
  if (capacity > half.main_capacity_ah)
    part.main_current_ampere = heldCurrent(step, last.test_time_second, last.current_ampere);
  return part;
}

function pick(half: Half): Omit<Part, 'half'> {
  const { direction, capacity_ah, energy_wh, opposite_capacity_ah, opposite_energy_wh } = half;
  const { constant_voltage_ah, main_current_ampere, edge } = half;
  return {
    direction,
    capacity_ah,
    energy_wh,
    opposite_capacity_ah,
    opposite_energy_wh,
    constant_voltage_ah,
    main_current_ampere,
    edge,
  };
}

/** The running step is under load and belongs to the open half, not to an excursion that may become the next. */
function isRunning({ step, excursion }: CyclingState): boolean {
  return step !== null && step.direction !== 0 && excursion === null;
}

function heldShare(part: Part | null): number | null {
  return part && part.capacity_ah > 0 ? part.constant_voltage_ah / part.capacity_ah : null;
}

/** A half that still runs has not ended. */
function ends(state: CyclingState, status: CycleSummary['status'], charge?: Half, discharge?: Half) {
  const running = status === 'open' && isRunning(state) ? openHalf(state) : null;
  const ended = (half?: Half) => (half && half !== running ? half : null);
  const charged = ended(charge);
  const discharged = ended(discharge);
  return {
    charging_end_voltage_volt: charged && charged.end_voltage_volt,
    discharging_end_voltage_volt: discharged && discharged.end_voltage_volt,
    charging_end_reason: charged && endReason(charged, state.facts),
    discharging_end_reason: discharged && endReason(discharged, state.facts),
  };
}

function reasonWithout(
  state: CyclingState,
  { first, second }: OpenCycle,
  status: CycleSummary['status'],
  capacity_ah: number,
): CoulombicEfficiencyReason | null {
  const { facts, nominal_capacity_ah, counter_step_ah, counter_steps } = state;
  const halves = [first, second].filter((half) => half !== null);
  if (facts.system === undefined) return 'role_unknown';
  if (facts.system === 'symmetric_cell' || facts.system === 'blocking_pellet') return 'not_applicable';
  if (nominal_capacity_ah === null) return 'nominal_unknown';
  if (status === 'open') return 'cycle_open';
  if (!first) return 'no_first_half';
  if (!second) return 'no_second_half';
  if (halves.some((half) => half.incomplete)) return 'half_incomplete';
  if (second.jump_volt || halves.some((half) => half.flags.includes('resumed'))) return 'resumed';
  if (!halves.some((half) => half.flags.includes('current_resolution'))) return null;
  const counted = halves.every((half) => half.flags.includes('counter_used')) && counter_steps >= 10;
  return counted && (counter_step_ah ?? 0) <= 0.01 * capacity_ah ? null : 'resolution';
}

function flagsOf({ facts, nominal_capacity_ah }: CyclingState, { first, second }: OpenCycle): CycleFlag[] {
  const flags = new Set<CycleFlag>([...(first?.flags ?? []), ...(second?.flags ?? [])]);
  if (first?.incomplete || second?.incomplete) flags.add('half_incomplete');
  if (facts.system === undefined) flags.add('role_unknown');
  if (nominal_capacity_ah === null) flags.add('nominal_unknown');
  return [...flags].sort();
}
