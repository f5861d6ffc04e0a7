import type { Convention, WantedFacts } from '@cellwatch/electrochem';
import type { SweepResults } from '@cellwatch/electrochem';
import { cycleColumns, type ColumnKind } from '@cellwatch/events';
import type { Attachment, CellAlert, CellFacts, CellObservation, Contradiction, Sweep } from '@cellwatch/events';
import type {
  BuriedLetter,
  CellTest,
  ChartPoint,
  FleetCell,
  LandedObservation,
  LandedReject,
} from '@cellwatch/timescale';
import type { CampaignGroup, CampaignStatistics, GroupStatistics } from '@cellwatch/electrochem';
import { alertStates, type Campaign, type StandingAlert } from '@cellwatch/timescale';
import { alertSchemas } from './alert-schemas.js';
import { impedanceSchemas } from './impedance-schemas.js';
import { pulseSchemas } from './pulse-schemas.js';
import { refitSchemas } from './refit-schemas.js';
import { ruleSchemas } from './rule-schemas.js';
import { resultSchemas } from './result-schemas.js';
import { boolean, instant, integer, number, object, orNull, shapeOrNull, text, type Schema } from './schema-parts.js';

const statistics: Record<keyof GroupStatistics, Schema> = {
  n: integer,
  mean: number,
  standard_deviation: orNull({ ...number, description: 'n − 1; null for one cell' }),
  confidence_low: orNull({ ...number, description: '95 % interval of the mean, Student’s t' }),
  confidence_high: orNull(number),
  minimum: number,
  maximum: number,
  median: number,
};

const kinds: Record<ColumnKind, Schema> = {
  text: orNull(text),
  integer: orNull(integer),
  number: orNull(number),
  boolean,
  texts: { type: 'array', items: text },
  edge: shapeOrNull('EdgeResistance'),
  rest: shapeOrNull('Relaxation'),
  peaks: orNull({ type: 'array', items: { $ref: '#/components/schemas/DifferentialPeak' } }),
  contradictions: orNull({ type: 'array', items: { $ref: '#/components/schemas/Contradiction' } }),
};

const facts: Record<Exclude<keyof CellFacts, 'cell_id' | 'facts_version'>, Schema> = {
  system: {
    type: 'string',
    enum: ['full_cell', 'anode_half_cell', 'cathode_half_cell', 'symmetric_cell', 'blocking_pellet'],
    description: 'Decides which half of a cycle comes first and what CE divides. Not declared: CE stays null.',
  },
  label: text,
  campaign: text,
  chamber: { ...text, description: 'Cells of one chamber share its faults: many alerts at once are told as one' },
  nominal_capacity_ah: number,
  active_mass_gram: number,
  active_loading_mg_per_cm2: number,
  area_cm2: number,
  one_c_milliampere_per_gram: number,
  active_fraction: number,
  counter_loading_mg_per_cm2: number,
  counter_active_fraction: number,
  counter_specific_capacity_mah_per_gram: number,
  n_to_p_ratio: number,
  separator_thickness_micrometer: number,
  projected_separator_thickness_micrometer: number,
  separator_density_gram_per_cm3: number,
  collector_areal_mass_mg_per_cm2: number,
  mass_model: { type: 'string', enum: ['coatings', 'coatings_and_collectors'] },
  lower_voltage_limit_volt: number,
  upper_voltage_limit_volt: number,
  reference_electrode: { type: 'string', enum: ['lithium', 'lithium_indium'] },
  reference_offset_volt: number,
  polarity: { type: 'string', enum: ['normal', 'reversed'] },
  temperature_set_point_celsius: number,
  temperature_schedule: { type: 'array', items: object({ from_cycle: integer, celsius: number }) },
  pressure_set_point_pa: number,
  prelithiated: boolean,
  formation_cycles: { type: 'array', items: integer },
  check_up_cycles: { type: 'array', items: integer },
  c_rate_schedule: { type: 'array', items: object({ from_cycle: integer, c_rate: number }) },
  expected_peaks: {
    type: 'array',
    items: object({
      name: text,
      voltage_volt: { ...number, description: 'Against lithium' },
      direction: { type: 'string', enum: ['charge', 'discharge'] },
    }),
  },
  retention_reference: {
    type: 'string',
    enum: ['cycle1', 'first_after_formation_same_regime', 'max_first_5', 'median_first_40'],
  },
  average_coulombic_efficiency_include_first: boolean,
  impedance_circuit: { ...text, description: 'S2W where it is not declared' },
  lithium_concentration_mol_per_cm3: number,
  factors: { type: 'object', additionalProperties: { oneOf: [text, number] } },
  replicate: text,
  failed_at_cycle: integer,
  withdrawn_at_cycle: integer,
};

const texts = { type: 'array', items: text };
const numbers = { type: 'array', items: number };
const observed: Record<
  Exclude<keyof CellObservation, 'cell_id' | 'observation_id' | 'revision' | 'retracted' | 'attachment' | 'sweep'>,
  Schema
> = {
  quantity: { ...text, description: 'Such as electrode_thickness; known ones have their unit and range' },
  value: orNull(number),
  unit: { ...text, description: '1 for a ratio' },
  standard_uncertainty: number,
  method: text,
  specimen: text,
  derived_cycle_count: integer,
  observed_at: { ...instant, description: 'With its zone' },
  note: text,
};

/** The shapes of the OpenAPI document. A field that the type has and the document lacks does not compile. */
export const schemas: Record<string, Schema> = {
  FleetCell: object<FleetCell>({
    cell_id: text,
    label: orNull(text),
    system: orNull(text),
    campaign: orNull(text),
    test_id: orNull(text),
    equipment_id: orNull(text),
    channel_id: orNull(text),
    clock_source: orNull(text),
    state: { type: 'string', enum: ['running', 'resting', 'finished'] },
    unix_time_second: orNull(number),
    voltage_volt: orNull(number),
    current_ampere: orNull({ ...number, description: 'Positive charges the cell' }),
    temperature_t1_celsius: orNull(number),
    record_count: integer,
    derived_cycle_count: orNull(integer),
    cycle_status: orNull(text),
    cycle_charging_capacity_ah: orNull(number),
    cycle_discharging_capacity_ah: orNull(number),
    coulombic_efficiency: orNull({ ...number, description: 'A ratio: second half / first half of the cycle' }),
    coulombic_efficiency_reason: orNull({ ...text, description: 'Why it is null' }),
    capacity_retention: orNull(number),
    retention_reference: orNull(text),
    open_alerts: integer,
    worst_severity: orNull(text),
  }),
  Facts: object<typeof facts>(facts, []),
  Contradiction: object<Contradiction>({
    flag: text,
    got: { ...text, description: 'What was measured' },
    expected: { ...text, description: 'What was declared, or can be' },
  }),
  DeclaredFacts: object({ ...facts, cell_id: text, facts_version: text }, ['cell_id', 'facts_version']),
  Convention: object<Convention>({
    name: text,
    value: text,
    basis: { type: 'string', enum: ['declared', 'derived', 'not_declared'] },
    from: {
      ...texts,
      description: 'The facts that it follows from; of one that was not declared, those that would say',
    },
  }),
  Wanted: object<WantedFacts>({
    quantity: text,
    wanted: {
      type: 'array',
      items: texts,
      description: 'One of these lists is enough; none where the system has it not',
    },
    why: text,
  }),
  Issue: object<{ fields: string[]; message: string }>({ fields: texts, message: text }),
  Observed: object(
    {
      ...observed,
      attachment: object<Attachment>({ name: text, media_type: text, sha256: text, bytes_base64: text }, [
        'name',
        'media_type',
        'bytes_base64',
      ]),
      sweep: { $ref: '#/components/schemas/Sweep' },
    },
    ['quantity', 'unit', 'method', 'observed_at'],
  ),
  Observation: object<LandedObservation>({
    cell_id: text,
    observation_id: text,
    revision: integer,
    quantity: text,
    value: orNull(number),
    unit: text,
    standard_uncertainty: orNull(number),
    method: text,
    specimen: orNull(text),
    derived_cycle_count: orNull(integer),
    observed_at: instant,
    note: orNull(text),
    attachment_name: orNull(text),
    attachment_media_type: orNull(text),
    attachment_sha256: orNull(text),
    attachment_bytes: orNull(integer),
    sweep_points: orNull(integer),
    landed_at: instant,
  }),
  Sweep: object<Sweep>({ voltage_volt: numbers, current_ampere: numbers, time_second: numbers }, [
    'voltage_volt',
    'current_ampere',
  ]),
  SweepResults: object<SweepResults>({
    electronic_conductivity_siemens_per_cm: orNull(number),
    ionic_conductivity_siemens_per_cm: orNull({ ...number, description: 'Both interfaces inside: a lower bound' }),
    branches: { type: 'array', items: { $ref: '#/components/schemas/SweepBranch' } },
  }),
  SweepBranch: object<SweepResults['branches'][number]>({
    branch: { type: 'string', enum: ['anodic', 'cathodic'] },
    first_row: integer,
    last_row: integer,
    scan_rate_volt_per_second: number,
    peaks: { type: 'array', items: { $ref: '#/components/schemas/SweepPeak' } },
  }),
  SweepPeak: object<SweepResults['branches'][number]['peaks'][number]>({
    voltage_volt: number,
    current_ampere: { ...number, description: 'Negative on a cathodic branch' },
    at_vertex: boolean,
    assignment: orNull(text),
  }),
  Test: object<CellTest>({
    test_id: text,
    equipment_id: text,
    channel_id: text,
    source_format: text,
    clock_source: text,
    live: boolean,
    first_recorded_at: instant,
    last_recorded_at: instant,
    record_count: integer,
  }),
  Cycle: object(
    Object.fromEntries(Object.entries(cycleColumns).map(([name, kind]) => [name, kinds[kind]])) as Record<
      keyof typeof cycleColumns,
      Schema
    >,
  ),
  ...resultSchemas,
  ...impedanceSchemas,
  ...pulseSchemas,
  ...ruleSchemas,
  ...refitSchemas,
  Point: object<ChartPoint>({
    unix_time_second: number,
    voltage_volt: orNull(number),
    current_ampere: orNull(number),
    temperature_t1_celsius: orNull(number),
  }),
  ...alertSchemas,
  Alert: object<StandingAlert>({
    cell_id: text,
    rule: text,
    test_id: text,
    record_index: integer,
    rule_version: integer,
    rules_version: { ...text, description: 'Of the set of limits; 0 for those that come with the program' },
    topic: text,
    facts_version: text,
    revision: integer,
    retracted: boolean,
    status: { type: 'string', enum: ['pending', 'firing', 'cleared', 'lapsed'] },
    severity: { type: 'string', enum: ['notice', 'warning', 'critical'] },
    raised_at_unix_second: orNull(number),
    changed_at_unix_second: orNull(number),
    derived_cycle_count: orNull(integer),
    changed_cycle_count: orNull(integer),
    message: text,
    evidence: object<CellAlert['evidence']>({
      quantity: text,
      unit: text,
      value: number,
      limit: number,
      baseline: orNull(number),
      regime: orNull(text),
      first_record_index: integer,
      last_record_index: integer,
      chart: orNull(
        object<NonNullable<CellAlert['evidence']['chart']>>({
          x_quantity: text,
          x: { type: 'array', items: number },
          y: { type: 'array', items: orNull(number) },
        }),
      ),
    }),
    committed_at: instant,
    state: {
      type: 'string',
      enum: [...alertStates],
      description: 'Where it stands with people; resolved: closed by a person while it still fires',
    },
    acknowledged_by: orNull(text),
    acknowledged_at_unix_second: orNull(number),
    resolved_by: orNull(text),
    resolved_at_unix_second: orNull(number),
    silence_id: orNull({ ...text, description: 'The silence that holds now' }),
    silenced_by: orNull(text),
    silenced_until_unix_second: orNull(number),
    held_back: orNull({ ...text, description: 'Why nobody was told of it' }),
    incident_id: orNull({ ...integer, description: 'The common-mode incident that it is told with' }),
  }),
  Reject: object<LandedReject>({
    source: text,
    line: integer,
    reason: text,
    cell_id: text,
    test_id: orNull(text),
    message: text,
    received_at: instant,
    byte_count: integer,
    bytes_base64: { ...text, description: 'The first 512 of the refused bytes' },
  }),
  DeadLetter: object<BuriedLetter>({
    topic: text,
    partition: integer,
    position: integer,
    key: text,
    reason: text,
    buried_at: instant,
    byte_count: integer,
  }),
  Campaign: object<Campaign>({
    campaign: text,
    cells: integer,
    groups: { ...integer, description: 'Of equal factors' },
    failed: { ...integer, description: 'Cells whose facts say so' },
    withdrawn: { ...integer, description: 'Cells whose facts say so' },
  }),
  CampaignGroup: object<CampaignGroup>({
    group: text,
    factors: { type: 'object', additionalProperties: { oneOf: [text, number] } },
    cells: {
      type: 'array',
      items: object<CampaignGroup['cells'][number]>({
        cell_id: text,
        label: orNull(text),
        replicate: orNull(text),
        life: orNull({
          ...object({ cycle: integer, event: { type: 'string', enum: ['died', 'censored'] } }),
          description: 'Censored: withdrawn, or still running, at that cycle',
        }),
        running: boolean,
      }),
    },
    survival: {
      ...object<CampaignGroup['survival']>({
        cells: integer,
        died: integer,
        censored: integer,
        steps: {
          type: 'array',
          items: object<CampaignGroup['survival']['steps'][number]>({
            cycle: integer,
            at_risk: integer,
            died: integer,
            survival: number,
            confidence_low: orNull(number),
            confidence_high: orNull(number),
          }),
        },
        median_life_cycle: orNull({ ...integer, description: 'Null: not reached' }),
      }),
      description: 'Kaplan-Meier, 95 % interval by Greenwood on the log-log scale',
    },
    statistics: { type: 'array', items: { $ref: '#/components/schemas/CampaignStatistics' } },
    curves: {
      type: 'array',
      items: object<CampaignGroup['curves'][number]>({
        quantity: text,
        unit: text,
        points: { type: 'array', items: object({ cycle: integer, ...statistics }) },
      }),
    },
  }),
  CampaignStatistics: object<CampaignStatistics>({
    quantity: text,
    unit: text,
    cycle: orNull({ ...integer, description: 'Null: each cell’s first cycle' }),
    statistics: orNull({ ...object(statistics), description: 'Over cells, one value each' }),
    at_risk: orNull({ ...integer, description: 'Cells that lived up to the cycle, where that matters' }),
    disagreement: object<CampaignStatistics['disagreement']>({
      rule: { type: 'string', enum: ['robust_z', 'relative_spread', 'too_few'] },
      limit: orNull(number),
      measure: orNull(number),
      disagreeing: { type: 'array', items: text },
    }),
  }),
  Problem: object(
    {
      message: text,
      got: { description: 'What came' },
      where: { ...text, description: 'Which part of the request' },
      expected: text,
    },
    ['message'],
  ),
};
