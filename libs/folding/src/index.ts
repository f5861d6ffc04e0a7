export type { Fold, Result } from './fold.js';
export { foldStored, type FoldedAnew } from './fold-stored.js';
export { startFold, type RunningFold } from './start-fold.js';
export { revise } from './revise.js';
