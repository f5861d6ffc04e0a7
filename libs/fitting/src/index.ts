export { cachedFit } from './cached-fit.js';
export { refitCell } from './refit-cell.js';
export { refitCells } from './refit-cells.js';
export { refitsJson } from './refits-json.js';
export { countRefits } from './count-refits.js';
export { factsWith, refitSpectra, type CellRefit, type CellSpectra } from './refit-spectra.js';
export { startFitter, type Fitter } from './start-fitter.js';
