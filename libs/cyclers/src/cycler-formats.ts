import { layouts } from './layouts/layouts.js';

/** The layouts this reader knows, for error texts and documentation. */
export function cyclerFormats(): { source_format: string; title: string; columns: string[] }[] {
  return layouts.map(({ source_format, title, columns }) => ({
    source_format,
    title,
    columns: columns.map(({ names, quantity }) => `${names.join(' | ')} -> ${quantity}`),
  }));
}
