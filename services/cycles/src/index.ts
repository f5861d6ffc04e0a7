export { startCycles } from './start-cycles.js';
