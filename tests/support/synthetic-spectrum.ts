import { declareSpectrum, type CellSpectrum } from '@cellwatch/events';
import { circuitImpedance, circuitOf } from '@cellwatch/impedance';

const frequencies = Array.from({ length: 81 }, (_, k) => 10 ** (6 - k / 10));
const circuits = {
  S2W: (ohm: number) => [3, 12, 2e-5, 0.85, ohm, 4e-4, 0.8, 25],
  S2RW: (ohm: number) => [3, 12.5, 2e-5, 0.85, ohm, 18, 6e-4, 0.8],
};

/** Without noise, of a cell like the published one: R_ct is given, and `others` say when and where it was measured. */
export function syntheticSpectrum(
  cell_id: string,
  charge_transfer_resistance_ohm: number,
  others: Partial<CellSpectrum> = {},
  circuit: keyof typeof circuits = 'S2W',
): CellSpectrum {
  const { real_impedance_ohm, imaginary_impedance_ohm } = circuitImpedance(
    circuitOf(circuit),
    circuits[circuit](charge_transfer_resistance_ohm),
    frequencies,
  );
  return declareSpectrum({
    cell_id,
    frequency_hertz: frequencies,
    real_impedance_ohm: Array.from(real_impedance_ohm),
    imaginary_impedance_ohm: Array.from(imaginary_impedance_ohm),
    voltage_volt: 3.7,
    direction: 'charge',
    temperature_celsius: 25,
    ...others,
  });
}
