export { foldCyclesAnew } from './fold-cycles-anew.js';
export { startCycles } from './start-cycles.js';
