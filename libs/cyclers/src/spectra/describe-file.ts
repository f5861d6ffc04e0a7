import { parseDate, provenOrder } from '../parse-date.js';
import type { SpectrumLayout } from './spectrum-layout.js';
import type { SpectraOptions, SpectrumMeta } from './spectrum-reading.js';

export type FileMeta = Pick<
  SpectrumMeta,
  'source_format' | 'instrument' | 'measured_at' | 'specimen' | 'printed_area_cm2'
> & { declared_points: number | null };

/** What the lines above a table say of it. */
export function describeFile(layout: SpectrumLayout, preamble: readonly string[], options: SpectraOptions): FileMeta {
  const capture = (pattern: RegExp | undefined): string | null => {
    if (!pattern) return null;
    for (const line of preamble) {
      const found = pattern.exec(line)?.[1]?.trim();
      if (found) return found;
    }
    return null;
  };
  const number = (text: string | null): number | null => {
    const value = Number(text?.replace(',', '.') ?? NaN);
    return text !== null && value > 0 && Number.isFinite(value) ? value : null;
  };
  const { instrument } = layout;
  return {
    source_format: layout.source_format,
    instrument:
      instrument instanceof RegExp ? (capture(instrument)?.replace(/:?\s+/g, ' ') ?? null) : (instrument ?? null),
    measured_at: wallClock(capture(layout.date), capture(layout.time), options.date_order ?? layout.date_order),
    specimen: capture(layout.specimen) ?? options.file_name.replace(/\.gz$/i, '').replace(/\.[^.]+$/, ''),
    printed_area_cm2: number(capture(layout.area)),
    declared_points: number(capture(layout.declared_points)),
  };
}

/** Null for a date of numbers alone that could be read in two ways. */
function wallClock(date: string | null, time: string | null, order: SpectraOptions['date_order']): string | null {
  if (date === null) return null;
  const text = `${date.replace(/^([A-Za-z]+)\./, '$1')} ${(time ?? '').replace(/(:\d\d)[.,]\d+/, '$1')}`.trim();
  const settled = provenOrder(text) ?? order;
  const read = settled ? [parseDate(text, settled)] : [parseDate(text, 'mdy'), parseDate(text, 'dmy')];
  const [first, second = first] = read;
  if (!first || first.day !== second?.day) return null;
  return new Date((first.day * 86400 + (first.second ?? 0)) * 1000).toISOString().slice(0, 19);
}
