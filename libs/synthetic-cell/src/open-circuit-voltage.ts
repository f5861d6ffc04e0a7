/** What is simulated: an all-solid-state full cell, or its silicon anode against lithium. */
export type SyntheticSystem = 'full_cell' | 'anode_half_cell';

/**
 * Open-circuit voltage in volts of a state of charge z (0 to 1; steep walls below 0 and above 1.02). Charging raises both: in the
 * half-cell z is the share of the lithium that has left the anode. Shapes to test with, not fits.
 */
export function openCircuitVoltage(system: SyntheticSystem, z: number): number {
  const inside = system === 'full_cell' ? fullCell : halfCell;
  if (z < 0) return inside(0) + 25 * z;
  if (z > 1.02) return inside(1.02) + 6 * (z - 1.02);
  return inside(z);
}

function fullCell(z: number): number {
  return 2.72 + 0.75 * (1 - Math.exp(-z / 0.06)) + 0.8 * z + 0.12 * Math.tanh(14 * (z - 0.93));
}

function halfCell(z: number): number {
  return 0.04 + 0.12 * (1 - Math.exp(-z / 0.05)) + 0.4 * z + 1.5 * Math.exp((z - 1) / 0.04);
}
