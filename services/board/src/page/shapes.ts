/** What the board’s REST answers with, as far as the page reads it. */
import type {
  CampaignGroup,
  CampaignStatistics,
  CampaignSummary,
  HalfCurve,
  CycleEdge,
  PeakClaim,
  RateGroup,
  RateRecovery,
  TemperatureGroup,
} from '@cellwatch/electrochem';
import type {
  FittedArc,
  PulseBridge,
  SpectrumResiduals,
  SpectrumView,
  viewRelaxationTimes,
} from '@cellwatch/impedance';
import type {
  AlertAction,
  AlertScope,
  CellAlert,
  CellFacts,
  CellSpectrum,
  CycleSummary,
  DifferentialPeak,
  PulseResistance,
} from '@cellwatch/events';

export interface ShownPulses {
  pulses: PulseResistance[];
  edges: CycleEdge[];
  bridges: PulseBridge[];
}

export type State = 'running' | 'resting' | 'finished';

export interface FleetCell {
  cell_id: string;
  label: string | null;
  system: string | null;
  campaign: string | null;
  equipment_id: string | null;
  channel_id: string | null;
  clock_source: string | null;
  state: State;
  unix_time_second: number | null;
  voltage_volt: number | null;
  current_ampere: number | null;
  temperature_t1_celsius: number | null;
  derived_cycle_count: number | null;
  cycle_status: string | null;
  cycle_charging_capacity_ah: number | null;
  cycle_discharging_capacity_ah: number | null;
  coulombic_efficiency: number | null;
  coulombic_efficiency_reason: CycleSummary['coulombic_efficiency_reason'];
  capacity_retention: number | null;
  critical_alerts: number;
  warning_alerts: number;
  notices: number;
  acknowledged_alerts: number;
}

export type AlertState = 'pending' | 'firing' | 'acknowledged' | 'resolved' | 'cleared';

/** An alert, where it stands with people, and whether they were told of it. */
export interface StandingAlert extends CellAlert {
  state: AlertState;
  acknowledged_by: string | null;
  acknowledged_at_unix_second: number | null;
  resolved_by: string | null;
  resolved_at_unix_second: number | null;
  silence_id: string | null;
  silenced_by: string | null;
  silenced_until_unix_second: number | null;
  held_back: string | null;
  incident_id: number | null;
}

export interface RuleWords {
  code: string;
  version: number;
  title: string;
  description: string;
  likely_cause: string;
  look_alikes: string[];
}

export interface Silence {
  silence_id: string;
  by: string;
  at_unix_second: number;
  scope: AlertScope;
  until_unix_second: number;
  text: string | null;
  lifted_by: string | null;
  active: boolean;
  held_back: number;
}

export interface ShownDelivery {
  delivery_id: number;
  route: string;
  state: 'waiting' | 'delivered' | 'dead';
  created_at: string;
  attempts: number;
  next_attempt_at: string;
  delivered_at: string | null;
  dead_at: string | null;
  last_error: string | null;
  event_count: number;
  events: { event: string; cell_id: string; rule: string }[];
}

export type WantedAction = Omit<AlertAction, 'action_id' | 'at_unix_second'>;

export interface LivePoint {
  cell_id: string;
  test_id: string;
  record_index: number;
  unix_time_second: number | null;
  voltage_volt: number | null;
  current_ampere: number | null;
  temperature_t1_celsius: number | null;
  step_type: number | null;
  live: boolean;
}

export interface ChartPoint {
  unix_time_second: number;
  voltage_volt: number | null;
  current_ampere: number | null;
}

export interface CellTest {
  test_id: string;
  equipment_id: string;
  channel_id: string;
  source_format: string;
  clock_source: string;
  live: boolean;
  first_recorded_at: string;
  last_recorded_at: string;
  record_count: number;
}

export interface CellDetail {
  cell_id: string;
  facts: CellFacts;
  tests: CellTest[];
}

export interface Campaign {
  campaign: string;
  cells: number;
  groups: number;
}

export interface CellTables {
  system: CellFacts['system'] | null;
  rate: RateGroup[];
  recovery: RateRecovery | null;
  temperature: TemperatureGroup[];
}

export interface CycleShape {
  derived_cycle_count: number;
  peak_claim: PeakClaim;
  charge: (HalfCurve & { peaks: DifferentialPeak[] | null }) | null;
  discharge: (HalfCurve & { peaks: DifferentialPeak[] | null }) | null;
}

type Impedance = Pick<CellSpectrum, 'frequency_hertz' | 'real_impedance_ohm' | 'imaginary_impedance_ohm'>;

/** A spectrum, what was judged of it, and the circuits that were fitted at its frequencies. */
export interface ShownSpectrum extends Pick<SpectrumView, 'points' | 'kramers_kronig' | 'warburg_region'> {
  spectrum: CellSpectrum;
  fits: (Impedance & { circuit_id: string; residuals: SpectrumResiduals; arcs: FittedArc[] })[];
}

export type ShownRelaxationTimes = NonNullable<ReturnType<typeof viewRelaxationTimes>>;

export type { AlertAction, AlertScope, CampaignGroup, CampaignStatistics, CampaignSummary, CellAlert, CycleSummary };

export const alertKey = ({
  cell_id,
  rule,
  test_id,
  record_index,
}: Pick<CellAlert, 'cell_id' | 'rule' | 'test_id' | 'record_index'>) =>
  JSON.stringify([cell_id, rule, test_id, record_index]);

/** As the fleet table reckons it from the last record. */
export function stateOf({ step_type, current_ampere, live }: LivePoint): State {
  if (!live || step_type === 6) return 'finished';
  if (step_type === 1 || step_type === 4) return 'resting';
  return step_type === 2 || step_type === 3 || step_type === 5 || current_ampere !== 0 ? 'running' : 'resting';
}
