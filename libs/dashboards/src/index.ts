export { cellBoard } from './cell-board.js';
export { fleetBoard } from './fleet-board.js';
