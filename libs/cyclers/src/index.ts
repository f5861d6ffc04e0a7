export { cyclerFormats } from './cycler-formats.js';
export {
  type CyclerReader,
  type Reading,
  type ReadOptions,
  type ReaderState,
  type TestHeader,
} from './cycler-reader.js';
export { openCyclerReader } from './open-cycler-reader.js';
