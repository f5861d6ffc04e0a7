import { parentPort } from 'node:worker_threads';
import { evaluatedFleet } from './fleet/fleet.js';
import { watchCell } from './watch-cell.js';

const fleet = evaluatedFleet();
parentPort!.on('message', (place: number) => {
  parentPort!.postMessage({ place, outcome: watchCell(fleet[place]) });
});
