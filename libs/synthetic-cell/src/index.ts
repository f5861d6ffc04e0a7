export { syntheticCell, type SyntheticCell } from './synthetic-cell.js';
export { referenceCell, type SyntheticCellOptions } from './synthetic-cell-options.js';
export { type SyntheticCellState, type SyntheticCycle } from './synthetic-cell-state.js';
export { openCircuitVoltage, type SyntheticSystem } from './open-circuit-voltage.js';
export { writeMaccorText, type MaccorTextOptions } from './write-maccor-text.js';
export { syntheticFleet, type SyntheticFleetCell, type SyntheticFleetOptions } from './synthetic-fleet.js';
