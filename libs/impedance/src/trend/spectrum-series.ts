/** What makes spectra of one cell comparable. Null: not known; such spectra form series of their own. */
export interface SpectrumTag {
  cell_id: string;
  circuit_id: string;
  voltage_volt: number | null;
  temperature_celsius: number | null;
  direction: 'charge' | 'discharge' | 'rest' | null;
}

/** A series: the tag of its first spectrum, to which the others are near. */
export interface SpectrumSeries extends SpectrumTag {
  key: string;
}

const voltageGate = 0.02;
const temperatureGate = 1;

/**
 * The series that a spectrum belongs to: the first of `known`, in their order, of the same cell, circuit and direction, within
 * ±20 mV and ±1 °C of its first spectrum; else a new one, which begins with this spectrum. Fixed buckets would cut a series in
 * two where a cell sits on their edge.
 */
export function spectrumSeries(known: readonly SpectrumSeries[], tag: SpectrumTag): SpectrumSeries {
  const near = (one: number | null, other: number | null, gate: number) =>
    one === null || other === null ? one === other : Math.abs(one - other) <= gate + 1e-9;
  const found = known.find(
    (series) =>
      series.cell_id === tag.cell_id &&
      series.circuit_id === tag.circuit_id &&
      series.direction === tag.direction &&
      near(series.voltage_volt, tag.voltage_volt, voltageGate) &&
      near(series.temperature_celsius, tag.temperature_celsius, temperatureGate),
  );
  if (found) return found;
  const { cell_id, circuit_id, voltage_volt, temperature_celsius, direction } = tag;
  const voltage = voltage_volt === null ? 'any V' : `${voltage_volt.toFixed(3)} V`;
  const temperature = temperature_celsius === null ? 'any °C' : `${temperature_celsius.toFixed(1)} °C`;
  const key = [cell_id, circuit_id, voltage, temperature, direction ?? 'any direction'].join('|');
  return { cell_id, circuit_id, voltage_volt, temperature_celsius, direction, key };
}
