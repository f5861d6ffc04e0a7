import {
  pulseExtrapolationReasons,
  pulseFlags,
  type PulseExtrapolation,
  type PulseResistance,
} from '@cellwatch/events';
import type { CycleEdge } from '@cellwatch/electrochem';
import type { PulseBridge, PulseComparison } from '@cellwatch/impedance';
import { arrayOf, boolean, integer, number, object, orNull, shapeOrNull, text, type Schema } from './schema-parts.js';

const direction = { type: 'string', enum: ['charge', 'discharge'] };
const delayed = {
  time_second: { ...number, description: 'Of the first record whose current is settled, after the edge' },
  resistance_ohm: { ...number, description: '(V − V before) / (I − I before) at that record' },
  resistance_100ms_ohm: orNull({
    ...number,
    description: '0.1 s after the edge; null where records are too far apart',
  }),
  resistance_1s_ohm: orNull(number),
  resistance_10s_ohm: orNull(number),
  resistance_30s_ohm: orNull(number),
};

export const pulseSchemas: Record<string, Schema> = {
  Pulse: object<PulseResistance>({
    cell_id: text,
    test_id: text,
    first_record_index: integer,
    definition_version: integer,
    facts_version: text,
    revision: integer,
    retracted: boolean,
    kind: { type: 'string', enum: ['pulse', 'titration'], description: 'At most 60 s; longer, between two rests' },
    status: { type: 'string', enum: ['open', 'complete'], description: 'open: the rest after it still runs' },
    last_record_index: integer,
    derived_cycle_count: orNull(integer),
    cycle_count: orNull({ ...integer, description: 'The cycler’s own' }),
    started_at_unix_second: orNull(number),
    duration_second: number,
    direction,
    current_ampere: number,
    current_before_ampere: { ...number, description: '0 at rest, else the current that it is added to' },
    voltage_before_volt: number,
    rest_before_second: orNull(number),
    capacity_ah: orNull(number),
    half_direction: orNull(direction),
    half_capacity_ah: orNull({ ...number, description: 'What the half-cycle had passed before it' }),
    half_depth: orNull({
      ...number,
      description: 'The same over the cell’s capacity: a DOD in a discharge that began full',
    }),
    temperature_celsius: orNull({ ...number, description: 'Measured, else the declared set point' }),
    ...delayed,
    end_resistance_ohm: orNull({ ...number, description: 'At its last record' }),
    extrapolation: { ...shapeOrNull('PulseExtrapolation'), description: 'Without diffusion, by a line in √t' },
    extrapolation_reason: orNull({ type: 'string', enum: [...pulseExtrapolationReasons] }),
    rest_after: shapeOrNull('Relaxation'),
    flags: arrayOf({ type: 'string', enum: [...pulseFlags] }),
  }),
  PulseExtrapolation: object<PulseExtrapolation>({
    from_second: number,
    to_second: number,
    records: integer,
    resistance_ohm: { ...number, description: '(V_a − V before) / ΔI of V = V_a + b·√t: R_1 + R_int + R_ct' },
    resistance_standard_deviation_ohm: { ...number, description: '1σ, of the scatter about the line' },
    warburg_coefficient_ohm_per_root_second: number,
    drift_volt_per_second: orNull({ ...number, description: 'Of the open circuit, taken off; null: nothing was' }),
  }),
  CycleEdge: object<CycleEdge>({
    kind: { type: 'string', enum: ['into_charge', 'into_discharge', 'charge_into_rest', 'discharge_into_rest'] },
    test_id: text,
    first_record_index: { ...integer, description: 'Of the edge' },
    derived_cycle_count: integer,
    current_step_ampere: { ...number, description: 'I − I before' },
    ...delayed,
    rest_voltage_volt: orNull({ ...number, description: 'At the end of the rest on its one side' }),
    temperature_celsius: orNull(number),
  }),
  PulseBridge: object<PulseBridge>({
    test_id: text,
    first_record_index: { ...integer, description: 'Of the pulse or edge' },
    spectrum_id: text,
    circuit_id: text,
    seconds_apart: orNull({ ...number, description: 'Begin of the sweep less that of the pulse' }),
    not_told: {
      ...arrayOf({ type: 'string', enum: ['voltage', 'temperature'] }),
      description: 'What must be equal and is not known of one of the two',
    },
    comparisons: arrayOf(
      object<PulseComparison>({
        delay_second: orNull({ ...number, description: 'null: without diffusion, against R_1 + R_int + R_ct' }),
        pulse_resistance_ohm: number,
        fit_resistance_ohm: number,
        difference: { ...number, description: 'Pulse over fit, less 1' },
        agrees: { ...boolean, description: 'Within 10 %' },
      }),
    ),
  }),
};
