/**
 * The words of the house. One word a thing, one spelling a quantity, from vendor file to Kafka to SQL to Grafana.
 *
 * - cycler, channel: the instrument; one of its independent circuits (`equipment_id`, `channel_id`).
 * - cell: the physical object that is watched; the key of everything (`cell_id`).
 * - test: one run of a protocol on one cell and channel (`test_id`).
 * - step: one instruction being executed; id is its place in the protocol, count rises forever.
 * - record: one row from a cycler. A batch is many records of one test, as columns.
 * - half-cycle: consecutive steps of one direction. Cycle: one charge and the discharge paired with it.
 * - facts: what the lab knows of a cell and no record tells.
 * - observation: what a person measured of a cell by hand, or with an instrument that is no cycler.
 * - spectrum: one impedance sweep, in order of frequency; imaginary part negative where capacitive.
 * - pulse: a short step of current, and what the voltage answers; its resistance is of a delay and never that of a fit.
 * - result: what a fold made of records or spectra: cycle summary, resistance estimate, pulse resistance, alert.
 * - reject: what was received and could not be taken, kept with its bytes and a reason.
 *
 * Sign: positive current charges the cell. Units: A, V, s, Ah, Wh, °C, Pa, Ω, g, cm². Ratios are stored as ratios.
 */
export { quantities, quantityNames, stepTypes, type Quantity, type QuantityName, type StepType } from './quantities.js';
export {
  recordsPerMessage,
  type ClockSource,
  type CounterReset,
  type DictionaryColumn,
  type RecordBatch,
} from './record-batch.js';
export { topics, partitionCount, deadLetterTopic, type Topic } from './topics.js';
export { noFacts, type CellFacts } from './cell-facts.js';
export {
  cycleFlags,
  type Contradiction,
  type CoulombicEfficiencyReason,
  type CycleFlag,
  type CyclePurpose,
  type CycleSummary,
  type DifferentialPeak,
  type EdgeResistance,
  type EndReason,
  type Relaxation,
} from './cycle-summary.js';
export { cycleColumns, type ColumnKind } from './cycle-columns.js';
export { csvRows } from './csv-rows.js';
export { cyclesCsv } from './cycles-csv.js';
export { readCyclesCsv, type CyclesCsvRead } from './read-cycles-csv.js';
export { blankCycle } from './blank-cycle.js';
export {
  alertRules,
  type AlertEvidence,
  type AlertRule,
  type AlertSeverity,
  type AlertStatus,
  type CellAlert,
  type AlertTopic,
} from './cell-alert.js';
export { actionKey } from './actions/action-key.js';
export type { AlertAction, AlertKey, AlertScope } from './actions/alert-action.js';
export { declareAction } from './actions/declare-action.js';
export { parseAlertAction } from './actions/parse-alert-action.js';
export { type TestMove } from './test-move.js';
export { type Reject, type RejectReason } from './reject.js';
export { encodeRecordBatch } from './wire/encode-record-batch.js';
export { decodeRecordBatch } from './wire/decode-record-batch.js';
export { quantise } from './wire/quantise.js';
export { toStored } from './wire/to-stored.js';
export { WireError } from './wire/wire-error.js';
export { encodeResult } from './encode-result.js';
export { parseCycleSummary } from './parse-cycle-summary.js';
export { parseCellAlert } from './parse-cell-alert.js';
export { parseCellFacts } from './parse-cell-facts.js';
export { parseReject } from './parse-reject.js';
export type { Attachment, CellObservation, ObservationRetraction, Sweep } from './observations/cell-observation.js';
export { knownObservations, type KnownObservation } from './observations/known-observations.js';
export { declareObservation } from './observations/declare-observation.js';
export { parseCellObservation } from './observations/parse-cell-observation.js';
export type { CellSpectrum } from './impedance/cell-spectrum.js';
export { declareSpectrum } from './impedance/declare-spectrum.js';
export { parseCellSpectrum } from './impedance/parse-cell-spectrum.js';
export { parseResistanceEstimate } from './impedance/parse-resistance-estimate.js';
export type { ResistanceEstimate } from './impedance/resistance-estimate.js';
export { parsePulseResistance } from './pulses/parse-pulse-resistance.js';
export {
  pulseExtrapolationReasons,
  pulseFlags,
  type PulseExtrapolation,
  type PulseExtrapolationReason,
  type PulseFlag,
  type PulseResistance,
} from './pulses/pulse-resistance.js';
export { parseTestMove } from './parse-test-move.js';
export { declareFacts } from './declare-facts.js';
export { DeclarationError, type DeclarationIssue } from './declaration-error.js';
export { warnings } from './warnings.js';
export { partitionOf } from './partition-of.js';
export { asyncapiDocument } from './asyncapi-document.js';
export { sliceBatch } from './slice-batch.js';
export { explainIssue } from './explain-issues.js';
