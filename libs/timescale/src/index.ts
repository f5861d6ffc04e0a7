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
export { type Position } from './positions/position.js';
export { advancePositions } from './positions/advance-positions.js';
export { claimPositions } from './positions/claim-positions.js';
export { readPositions } from './positions/read-positions.js';
export { type Checkpoint } from './checkpoints/checkpoint.js';
export { clearCrashes } from './checkpoints/clear-crashes.js';
export { countCrash } from './checkpoints/count-crash.js';
export { loadCheckpoints } from './checkpoints/load-checkpoints.js';
export { readWaitingCells } from './checkpoints/read-waiting-cells.js';
export { saveCheckpoints } from './checkpoints/save-checkpoints.js';
export { landFacts } from './facts/land-facts.js';
export { readFacts } from './facts/read-facts.js';
export { readFactsVersions } from './facts/read-facts-versions.js';
export { landRecords, type LandedRecords } from './records/land-records.js';
export { readCellRecords } from './records/read-cell-records.js';
export { landAlerts } from './results/land-alerts.js';
export { landCycles } from './results/land-cycles.js';
export { landDeadLetters, type DeadLetter } from './results/land-dead-letters.js';
export { landRejects } from './results/land-rejects.js';
export { readCurrentCycles } from './results/read-current-cycles.js';
export { readPublishedAlerts } from './results/read-published-alerts.js';
export { claimDeliveries, type Delivery } from './outbox/claim-deliveries.js';
export { listenOutbox, type Listening } from './outbox/listen-outbox.js';
export { markDelivered } from './outbox/mark-delivered.js';
export { markFailed } from './outbox/mark-failed.js';
export { readSource, type Source } from './source/read-source.js';
export { saveSource } from './source/save-source.js';
export { readCell, type SeenCell } from './board/read-cell.js';
export { readCellCycles } from './board/read-cell-cycles.js';
export { readCycle } from './board/read-cycle.js';
export { readCycleRecords, type CycleStart } from './board/read-cycle-records.js';
export { readCellTests, type CellTest } from './board/read-cell-tests.js';
export { readCurrentAlerts } from './board/read-current-alerts.js';
export { readDeadLetters, type BuriedLetter } from './board/read-dead-letters.js';
export { readFleet, type FleetCell } from './board/read-fleet.js';
export { readRejects, type LandedReject } from './board/read-rejects.js';
export { readThinnedRecords } from './board/read-thinned-records.js';
export { type ChartPoint, type RecordWindow } from './board/record-window.js';
