import { quantities } from '@cellwatch/events';

const { voltage_volt, current_ampere, temperature_t1_celsius } = quantities;

/** Of a row r of scaled.records, what a chart shows, in units. Not by the view: its join with tests costs more than the rows. */
export const physicalPoint = `
  date_part('epoch', r.recorded_at) as unix_time_second,
  r.voltage_volt / ${voltage_volt.scale}::float8 as voltage_volt,
  r.current_ampere / ${current_ampere.scale}::float8 as current_ampere,
  r.temperature_t1_celsius / ${temperature_t1_celsius.scale}::float8 as temperature_t1_celsius
`;
