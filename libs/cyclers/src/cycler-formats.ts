import { layouts } from './layouts/layouts.js';
import { recordingFormats } from './recordings/recording-formats.js';

/** The formats this reader knows, for error texts and documentation. */
export function cyclerFormats(): { source_format: string; title: string; columns: string[] }[] {
  const texts = layouts.map(({ source_format, title, columns }) => ({
    source_format,
    title,
    columns: columns.map(({ names, quantity }) => `${names.join(' | ')} -> ${quantity}`),
  }));
  return [...texts, ...recordingFormats];
}
