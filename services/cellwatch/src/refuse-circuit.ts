import { circuitIds, circuitOf } from '@cellwatch/impedance';
import { exitCodes, UserError } from './exit-codes.js';

/** As facts may hold it. */
const longest = 200;

/** Wrong usage, where `--circuit` names no circuit. */
export function refuseCircuit(circuit: string): void {
  const refused = (message: string) =>
    new UserError(`--circuit: ${message}; known by name: ${circuitIds.join(', ')}`, exitCodes.usage);
  if (circuit.length > longest) throw refused(`got ${circuit.length} letters, expected at most ${longest}`);
  try {
    circuitOf(circuit);
  } catch (error) {
    throw refused((error as Error).message);
  }
}
