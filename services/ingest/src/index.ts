export { ingestFile } from './ingest-file.js';
export { openBytes } from './open-bytes.js';
export { emptyTally, type Tally } from './tally.js';
export { watchFolder, type WatchOptions } from './watch-folder.js';
