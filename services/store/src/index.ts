export { startStore, type RunningStore, type StoreParts } from './start-store.js';
