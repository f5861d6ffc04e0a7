import type { DifferentialPeak, EdgeResistance, Relaxation } from '@cellwatch/events';
import type { HalfCurve, RateGroup, RateRecovery, GroupCapacity, TemperatureGroup } from '@cellwatch/electrochem';
import { arrayOf, integer, number, object, orNull, shapeOrNull, text, type Schema } from './schema-parts.js';

const capacityGroup = {
  first_cycle: { ...integer, description: 'derived_cycle_count' },
  last_cycle: integer,
  cycles: integer,
  charging_c_rate: orNull({ ...number, description: 'Median of the group' }),
  discharging_c_rate: orNull(number),
  last: { $ref: '#/components/schemas/GroupCapacity' },
  median: { ...shapeOrNull('GroupCapacity'), description: 'Of all but the first; null where there is only one' },
  relative_last: orNull({ ...number, description: 'To the same figure of the first group, a ratio' }),
  relative_median: orNull(number),
};
const volts = arrayOf({ ...number, description: 'V' });

/** Edges, rests, peaks, curves and tables. */
export const resultSchemas: Record<string, Schema> = {
  EdgeResistance: object<EdgeResistance>({
    record_index: { ...integer, description: 'First record whose current is settled' },
    time_second: { ...number, description: 'Of that record, after the edge' },
    current_step_ampere: { ...number, description: 'I − I before' },
    resistance_ohm: { ...number, description: '(V − V before) / (I − I before) at that record' },
    resistance_100ms_ohm: orNull({
      ...number,
      description: '0.1 s after the edge; null where records are too far apart',
    }),
    resistance_1s_ohm: orNull(number),
    resistance_10s_ohm: orNull(number),
    resistance_30s_ohm: orNull(number),
  }),
  Relaxation: object<Relaxation>({
    edge: { ...shapeOrNull('EdgeResistance'), description: 'From load to rest' },
    duration_second: number,
    start_voltage_volt: number,
    voltage_1s_volt: orNull(number),
    voltage_10s_volt: orNull(number),
    end_voltage_volt: number,
    slope_volt_per_hour: orNull({ ...number, description: 'Of the last third' }),
    relaxed_voltage_volt: orNull({ ...number, description: 'V∞ of V = V∞ + a·exp(−t/τ)' }),
    time_constant_second: orNull({ ...number, description: 'τ of the same' }),
  }),
  DifferentialPeak: object<DifferentialPeak>({
    voltage_volt: number,
    height_ah_per_volt: number,
    area_ah: number,
    assignment: orNull({ ...text, description: 'The expected peak that it is, within 30 mV; half-cells only' }),
  }),
  HalfCurve: object<HalfCurve & { peaks: DifferentialPeak[] | null }>({
    voltage_over_capacity: {
      ...object<HalfCurve['voltage_over_capacity']>({
        capacity_ah: arrayOf({ ...number, description: 'Ah passed in this direction since the cycle began' }),
        voltage_volt: volts,
      }),
      description: 'Every point is a record; thinned',
    },
    differential: {
      ...object<NonNullable<HalfCurve['differential']>>({
        voltage_volt: volts,
        differential_capacity_ah_per_volt: arrayOf({ ...number, description: 'Positive for both directions' }),
      }),
      nullable: true,
      description: 'dQ/dV of the half’s one constant current',
    },
    differential_reason: orNull({ ...text, description: 'Why there is no dQ/dV' }),
    peaks: orNull(arrayOf({ $ref: '#/components/schemas/DifferentialPeak' })),
  }),
  GroupCapacity: object<GroupCapacity>({
    capacity_ah: { ...number, description: 'Charge of an anode half-cell, else discharge' },
    specific_capacity_mah_per_gram: orNull(number),
    areal_capacity_mah_per_cm2: orNull(number),
  }),
  RateGroup: object<RateGroup>({ regime: text, ...capacityGroup }),
  RateRecovery: object<RateRecovery>({
    regime: text,
    before_first_cycle: integer,
    after_first_cycle: integer,
    last: orNull({ ...number, description: 'Capacity at this rate again / the first time, last cycles of each' }),
    median: orNull(number),
  }),
  TemperatureGroup: object<TemperatureGroup>({
    temperature_set_point_celsius: number,
    temperature_celsius: orNull({ ...number, description: 'Median of what was measured' }),
    ...capacityGroup,
  }),
};
