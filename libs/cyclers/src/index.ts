export { cyclerFormats } from './cycler-formats.js';
export {
  type CyclerReader,
  type Reading,
  type ReadOptions,
  type ReaderState,
  type TestHeader,
} from './cycler-reader.js';
export { openCyclerReader } from './open-cycler-reader.js';
export { readSpectra } from './spectra/read-spectra.js';
export {
  type FileSpectrum,
  type RefusalReason,
  type RowsSetAside,
  type SpectraOptions,
  type SpectraRead,
  type SpectraRefused,
  type SpectrumMeta,
} from './spectra/spectrum-reading.js';
export { unixSecondOf } from './unix-second-of.js';
export type { CycleTable } from './cycle-tables/cycle-table.js';
export { readCycleTable, type CycleTableOptions } from './cycle-tables/read-cycle-table.js';
