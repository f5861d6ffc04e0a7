export { startResistance } from './start-resistance.js';
