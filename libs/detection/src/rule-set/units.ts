/** What one of a unit is in the base unit of its kind. */
const units: Record<string, { kind: string; factor: number }> = {
  '1': { kind: 'ratio', factor: 1 },
  '%': { kind: 'ratio', factor: 0.01 },
  pp: { kind: 'ratio', factor: 0.01 },
  V: { kind: 'voltage', factor: 1 },
  mV: { kind: 'voltage', factor: 1e-3 },
  µV: { kind: 'voltage', factor: 1e-6 },
  'V/h': { kind: 'slope of voltage', factor: 1 },
  'mV/h': { kind: 'slope of voltage', factor: 1e-3 },
  A: { kind: 'current', factor: 1 },
  mA: { kind: 'current', factor: 1e-3 },
  µA: { kind: 'current', factor: 1e-6 },
  Ah: { kind: 'capacity', factor: 1 },
  mAh: { kind: 'capacity', factor: 1e-3 },
  'mAh/g': { kind: 'specific capacity', factor: 1 },
  Ω: { kind: 'resistance', factor: 1 },
  ohm: { kind: 'resistance', factor: 1 },
  kΩ: { kind: 'resistance', factor: 1e3 },
  MΩ: { kind: 'resistance', factor: 1e6 },
  s: { kind: 'time', factor: 1 },
  min: { kind: 'time', factor: 60 },
  h: { kind: 'time', factor: 3600 },
  d: { kind: 'time', factor: 86_400 },
  '°C': { kind: 'temperature difference', factor: 1 },
  K: { kind: 'temperature difference', factor: 1 },
  Pa: { kind: 'pressure', factor: 1 },
  kPa: { kind: 'pressure', factor: 1e3 },
  bar: { kind: 'pressure', factor: 1e5 },
  MPa: { kind: 'pressure', factor: 1e6 },
  'Pa/s': { kind: 'rate of pressure', factor: 1 },
  'MPa/min': { kind: 'rate of pressure', factor: 1e6 / 60 },
  cycles: { kind: 'number of cycles', factor: 1 },
  cells: { kind: 'number of cells', factor: 1 },
  '1/cycle': { kind: 'fade', factor: 1 },
  '%/cycle': { kind: 'fade', factor: 0.01 },
};

/** The names of all units, for whoever wrote one that is not among them. */
export const unitNames: readonly string[] = Object.keys(units);

/**
 * A value in `from` as one in `to`; null where one of them is unknown or they are of different kinds (a time for a voltage).
 * A number of anything (`1`) also fits what is counted: cycles, cells.
 */
export function convertUnit(value: number, from: string, to: string): number | null {
  if (from === to) return value;
  const one = units[from];
  const other = units[to];
  if (!one || !other || one.kind !== other.kind) return null;
  // Through the shorter decimal: 0.3 of a mV stays 0.0003 V, and 5 % stays 0.05.
  return Number(((value * one.factor) / other.factor).toPrecision(12));
}
