export { cachedFit } from './cached-fit.js';
export { factsWith, refitCell, type CellRefit } from './refit-cell.js';
export { refitCells } from './refit-cells.js';
export { startFitter, type Fitter } from './start-fitter.js';
