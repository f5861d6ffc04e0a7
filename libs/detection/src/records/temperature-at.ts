import type { RecordColumns } from '@cellwatch/electrochem';

/** The temperature of a record in °C: the chamber's where it is logged, else the cell's; NaN for none, or a sensor that prints nonsense. */
export function temperatureAt({ ambient_temperature, cell_temperature }: RecordColumns, row: number): number {
  const ambient = ambient_temperature ? ambient_temperature[row] : NaN;
  const celsius = ambient === ambient ? ambient : cell_temperature ? cell_temperature[row] : NaN;
  return celsius > -60 && celsius < 200 ? celsius : NaN;
}
