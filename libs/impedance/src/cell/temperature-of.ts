import type { CellSpectrum } from '@cellwatch/events';
import type { ResistanceState } from './resistance-state.js';

/** Measured, or what the cell is declared to be held at. */
export function temperatureOf(
  { temperature_set_point_celsius }: ResistanceState['facts'],
  { temperature_celsius }: CellSpectrum,
): number | null {
  return temperature_celsius ?? temperature_set_point_celsius ?? null;
}
