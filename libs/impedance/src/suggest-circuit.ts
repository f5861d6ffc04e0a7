import { circuitOf } from './circuit/named-circuit.js';
import type { Finding } from './finding.js';
import { fitCircuit } from './fit/fit-circuit.js';
import { withoutLeading, type Spectrum } from './spectrum.js';

/** In this order; `S2W` with a constant-phase element for its Warburg stands in notation alone. */
const known = ['S2W', 'S1W', 'S2RW', 'R0-p(R1,CPE1)-p(R2,CPE2)-CPE3', 'S2Wo'];

/**
 * Which of the known circuits describes a spectrum that `refused` does not: the first that is accepted and tells its arcs apart.
 * Null where none does. The guesses alone are followed, without other starts: it is a hint, and no result.
 *
 * `noise_percent` is that of the Kramers-Kronig test, which knows no circuit: where it is 1 % of |Z| or more, none can be accepted,
 * and none is tried. `inductive_points` lead the spectrum; circuits without an inductance are fitted without them.
 */
export function suggestCircuit(
  refused: string,
  spectrum: Spectrum,
  { noise_percent, inductive_points }: { noise_percent: number | null; inductive_points: number },
): Finding<'another_circuit'> | null {
  if (noise_percent === null || noise_percent >= 1) return null;
  const capacitive = withoutLeading(spectrum, inductive_points);
  for (const name of known) {
    if (name === refused) continue;
    const circuit = circuitOf(name);
    const points = circuit.roles?.inductance == null ? capacitive : spectrum;
    const fit = fitCircuit(circuit, points, { starts: 0 });
    const separate = fit.arcs.length === 1 || fit.charge_transfer_resistance_ohm !== null;
    if (fit.accepted && fit.arc_resistance_ohm && separate) return finding(refused, name, fit.residual_percent);
  }
  return null;
}

function finding(refused: string, other: string, residual_percent: number): Finding<'another_circuit'> {
  return {
    code: 'another_circuit',
    message: `${refused} does not describe this spectrum; ${other} does, and leaves ${residual_percent.toPrecision(3)} % of |Z|: declare it as the cell’s impedance_circuit`,
  };
}
