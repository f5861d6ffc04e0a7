export { openPool, type Pool, type PoolClient, type Queryable } from './pool.js';
export { inSnapshot, inTransaction } from './in-transaction.js';
export { DatabaseOutageError, isOutage } from './database-outage-error.js';
export { DataError, isDataError } from './data-error.js';
export { migrate } from './migrate.js';
export { databaseFacts, type DatabaseFacts } from './database-facts.js';
export {
  startEmbeddedPostgres,
  type EmbeddedOptions,
  type EmbeddedPostgres,
} from './embedded/start-embedded-postgres.js';
export { readCellIds } from './cells/read-cell-ids.js';
export { readCellVersions, type CellVersion } from './cells/read-cell-versions.js';
export { acceptDefinition } from './definitions/accept-definition.js';
export { acceptFirstDefinition } from './definitions/accept-first-definition.js';
export { acceptRuleSet, type AcceptedRuleSet } from './rules/accept-rule-set.js';
export { readRuleSet } from './rules/read-rule-set.js';
export { readAcceptedDefinition } from './definitions/read-accepted-definition.js';
export { findBooking } from './moves/find-booking.js';
export { landMoves } from './moves/land-moves.js';
export { lockBookings } from './moves/lock-bookings.js';
export { readMovedTests } from './moves/read-moved-tests.js';
export { readRoutes, type Route } from './moves/read-routes.js';
export { type Position } from './positions/position.js';
export { advancePositions } from './positions/advance-positions.js';
export { claimPositions } from './positions/claim-positions.js';
export { readPositions } from './positions/read-positions.js';
export { type Checkpoint } from './checkpoints/checkpoint.js';
export { clearCrashes } from './checkpoints/clear-crashes.js';
export { countCrash } from './checkpoints/count-crash.js';
export { loadCheckpoints } from './checkpoints/load-checkpoints.js';
export { outdateCheckpoints } from './checkpoints/outdate-checkpoints.js';
export { readWaitingCells } from './checkpoints/read-waiting-cells.js';
export { saveCheckpoints } from './checkpoints/save-checkpoints.js';
export { landActions } from './actions/land-actions.js';
export { readAlertActions, type LandedAction } from './actions/read-alert-actions.js';
export { readSilences, type LandedSilence } from './actions/read-silences.js';
export { landFacts } from './facts/land-facts.js';
export { readFacts } from './facts/read-facts.js';
export { readFactsVersions } from './facts/read-facts-versions.js';
export { landObservations } from './observations/land-observations.js';
export { readAttachment, type LandedAttachment } from './observations/read-attachment.js';
export { readObservationRevisions, type ObservationRevision } from './observations/read-observation-revisions.js';
export { readObservations, type LandedObservation } from './observations/read-observations.js';
export { readSweep } from './observations/read-sweep.js';
export { landResistances } from './impedance/land-resistances.js';
export { landSpectra } from './impedance/land-spectra.js';
export { readCellSpectra } from './impedance/read-cell-spectra.js';
export { readPublishedResistances } from './impedance/read-published-resistances.js';
export { readResistances } from './impedance/read-resistances.js';
export { readSpectra, type LandedSpectrum } from './impedance/read-spectra.js';
export { readSpectrum } from './impedance/read-spectrum.js';
export { landPulses } from './pulses/land-pulses.js';
export { readPublishedPulses } from './pulses/read-published-pulses.js';
export { readPulses } from './pulses/read-pulses.js';
export { landRecords, type LandedRecords } from './records/land-records.js';
export { readCellRecords } from './records/read-cell-records.js';
export { landAlerts } from './results/land-alerts.js';
export { landCycles } from './results/land-cycles.js';
export { landDeadLetters, type DeadLetter } from './results/land-dead-letters.js';
export { landRejects } from './results/land-rejects.js';
export { readCurrentCycles } from './results/read-current-cycles.js';
export { readPublishedAlerts } from './results/read-published-alerts.js';
export {
  claimDeliveries,
  type ClaimOptions,
  type DeliveredEvent,
  type DeliveredIncident,
  type Delivery,
} from './outbox/claim-deliveries.js';
export { landIncidents, type FoundIncident } from './outbox/land-incidents.js';
export { listenOutbox, type Listening } from './outbox/listen-outbox.js';
export { markDelivered } from './outbox/mark-delivered.js';
export { markFailed } from './outbox/mark-failed.js';
export { markRouted, type HeldBack } from './outbox/mark-routed.js';
export { placeDeliveries, type PlannedDelivery } from './outbox/place-deliveries.js';
export { readGroups, type DeliveryGroup } from './outbox/read-groups.js';
export { readRaisedNearby, type OpenIncident, type Place, type RaisedNearby } from './outbox/read-raised-nearby.js';
export { readOpenAlerts } from './outbox/read-open-alerts.js';
export { registerRoutes } from './outbox/register-routes.js';
export { takeUnrouted, type UnroutedEvent } from './outbox/take-unrouted.js';
export { alertEvents, type AlertEvent } from './outbox/tellings-of.js';
export { withdrawPlaced } from './outbox/withdraw-placed.js';
export { readSource, type Source } from './source/read-source.js';
export { saveSource } from './source/save-source.js';
export { readCampaignCells } from './board/read-campaign-cells.js';
export { readCampaignCycles } from './board/read-campaign-cycles.js';
export { readCampaigns, type Campaign } from './board/read-campaigns.js';
export { readCell, type SeenCell } from './board/read-cell.js';
export { readCellCycles } from './board/read-cell-cycles.js';
export { readCycle } from './board/read-cycle.js';
export { readCycleRecords, type CycleStart } from './board/read-cycle-records.js';
export { readCellTests, type CellTest } from './board/read-cell-tests.js';
export { readCycleVersions, type CycleVersion } from './board/read-cycle-versions.js';
export { readCyclesOfCells } from './board/read-cycles-of-cells.js';
export { deliveryStates, readDeliveries, type DeliveryState, type LandedDelivery } from './board/read-deliveries.js';
export { readDeadLetters, type BuriedLetter } from './board/read-dead-letters.js';
export { readFactsHistory, type DeclaredFacts } from './board/read-facts-history.js';
export { readFleet, type FleetCell } from './board/read-fleet.js';
export { readIncidents, type LandedIncident } from './board/read-incidents.js';
export { readObservedValues, type ObservedValue } from './board/read-observed-values.js';
export { readRejects, type LandedReject } from './board/read-rejects.js';
export { alertStates, readStandingAlerts, type AlertState, type StandingAlert } from './board/read-standing-alerts.js';
export { readThinnedRecords } from './board/read-thinned-records.js';
export { type ChartPoint, type RecordWindow } from './board/record-window.js';
