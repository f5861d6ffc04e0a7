export type { Fold, Result } from './fold.js';
export { startFold, type RunningFold } from './start-fold.js';
export { revise } from './revise.js';
