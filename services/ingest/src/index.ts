export { ingestFile } from './ingest-file.js';
export { ingestSpectra, readFileSpectra, type SpectraTaken } from './ingest-spectra.js';
export { openBytes, UnreadableError } from './open-bytes.js';
export { emptyTally, type Tally } from './tally.js';
export { watchFolder, type WatchOptions } from './watch-folder.js';
