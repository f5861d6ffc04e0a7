import type { CellFacts, RecordBatch } from '@cellwatch/events';
import { differentialCurve, type DifferentialCurve } from '../dqdv/differential-curve.js';
import { evolveCycling } from './evolve-cycling.js';
import { isOneStep } from './half-peaks.js';
import { initialCyclingState } from './initial-cycling-state.js';
import type { CyclingState, LastRecord, Step } from './state.js';
import { stepIncrements, type NoCurveReason, type StepIncrements } from './step-increments.js';
import { stepKind } from './step-kind.js';
import { isHeld, passedCapacity } from './step-statistics.js';
import { voltageTrace } from './voltage-trace.js';

/** What one direction of a cycle looks like. */
export interface HalfCurve {
  /** Charge passed in this direction since the cycle began, and the voltage there; every point is a record, thinned. */
  voltage_over_capacity: { capacity_ah: number[]; voltage_volt: number[] };
  /** dQ/dV of the half's greatest step, where that is one constant current. */
  differential: DifferentialCurve | null;
  differential_reason: NoCurveReason | 'several_steps' | null;
}

export interface CycleCurves {
  /** Takes the cycle's records in order; those of the tests and records before the first are looked at only for its edge. */
  take(batch: RecordBatch): void;
  /** Null where nothing passed in that direction. */
  curves(): { charge: HalfCurve | null; discharge: HalfCurve | null };
}

interface Part {
  step: Step;
  trace: ReturnType<typeof voltageTrace>;
  capacity_ah: number;
  constant_voltage_ah: number;
  increments: StepIncrements | NoCurveReason;
}

/**
 * Voltage over capacity and dQ/dV of one cycle from its records, by the steps, the grid and the smoothing of the fold, so that the
 * curve is the one on which the cycle's published peaks were found.
 *
 * `first_record_index` of `test_id` is the cycle's first record. `reference_ah` stands for the cell's size where no nominal capacity is
 * declared: the cycle's larger half. Capacities in Ah, by the cycler's counter where it counts, never negative; dQ/dV in Ah/V,
 * positive for both directions. Null with a reason where the greatest step is no constant current, or is not the half.
 */
export function cycleCurves(
  facts: CellFacts,
  { test_id, first_record_index, reference_ah }: { test_id: string; first_record_index: number; reference_ah: number },
): CycleCurves {
  let state: CyclingState = initialCyclingState(facts);
  state.life.largest_half_ah = reference_ah;
  const parts = new Map<Step, Part>();
  let begun = false;

  function added(
    step: Step,
    { values, integrals }: Parameters<NonNullable<Watch>['added']>[1],
    from: number,
    to: number,
  ) {
    if (!begun && state.test!.test_id === test_id) begun = step.first_record_index >= first_record_index;
    if (!begun || step.direction === 0) return;
    let part = parts.get(step);
    if (!part) {
      part = {
        step,
        trace: voltageTrace(reference_ah),
        capacity_ah: 0,
        constant_voltage_ah: 0,
        increments: 'too_short',
      };
      parts.set(step, part);
    }
    for (let row = from; row < to; row++) part.trace.add(integrals[row], values.voltage_volt[row]);
  }

  function settle(part: Part, { last, ...rest }: CyclingState): void {
    const { step } = part;
    const { test_time_second, current_ampere } = last as LastRecord;
    part.capacity_ah = passedCapacity(step);
    const held = isHeld(step, test_time_second, current_ampere) && step.integral_ah > 0;
    part.constant_voltage_ah = held ? part.capacity_ah * (1 - step.hold_from_ah / step.integral_ah) : 0;
    part.increments = stepIncrements({ ...rest, last }, step, stepKind(rest, step, last!), part.capacity_ah);
  }

  const watch: Watch = {
    added,
    closing(closing) {
      const part = parts.get(closing.step!);
      if (part) settle(part, closing);
    },
  };

  return {
    take(batch) {
      state = evolveCycling(state, batch, undefined, watch).state;
    },
    curves() {
      const running = state.step && parts.get(state.step);
      if (running) settle(running, state);
      const of = (direction: 1 | -1) =>
        halfCurve([...parts.values()].filter(({ step }) => step.direction === direction));
      return { charge: of(1), discharge: of(-1) };
    },
  };
}

type Watch = NonNullable<Parameters<typeof evolveCycling>[3]>;

function halfCurve(parts: Part[]): HalfCurve | null {
  const sum = (value: (part: Part) => number) => parts.reduce((total, part) => total + value(part), 0);
  const capacity_ah = sum((part) => part.capacity_ah);
  if (!(capacity_ah > 0)) return null;
  const voltage_over_capacity: HalfCurve['voltage_over_capacity'] = { capacity_ah: [], voltage_volt: [] };
  let before = 0;
  for (const { step, trace, capacity_ah: passed } of parts) {
    const scale = step.integral_ah > 0 ? passed / step.integral_ah : 0;
    for (const { charge_ah, voltage_volt } of trace.points()) {
      voltage_over_capacity.capacity_ah.push(Number((before + charge_ah * scale).toPrecision(7)));
      voltage_over_capacity.voltage_volt.push(voltage_volt);
    }
    before += passed;
  }
  const main = parts.reduce((one, other) => (other.capacity_ah > one.capacity_ah ? other : one));
  const { increments } = main;
  const constant_voltage_ah = sum((part) => part.constant_voltage_ah);
  const reason =
    typeof increments === 'string'
      ? increments
      : isOneStep({ main_capacity_ah: main.capacity_ah, capacity_ah, constant_voltage_ah })
        ? null
        : 'several_steps';
  return {
    voltage_over_capacity,
    differential: reason === null ? differentialCurve(increments as StepIncrements) : null,
    differential_reason: reason,
  };
}
