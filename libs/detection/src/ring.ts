import type { AlertEvidence } from '@cellwatch/events';

/** The last values of a quantity, oldest first, and where each was found. */
export interface Ring {
  x: number[];
  y: number[];
}

export const emptyRing: Ring = { x: [], y: [] };

export function remember({ x, y }: Ring, at: number, value: number, most: number): Ring {
  return { x: [...x, at].slice(-most), y: [...y, value].slice(-most) };
}

const mostPoints = 32;

/** What is remembered, and the judged value last. */
export function chartOf({ x, y }: Ring, x_quantity: string, at: number, value: number): AlertEvidence['chart'] {
  return { x_quantity, x: [...x, at].slice(-mostPoints), y: [...y, value].slice(-mostPoints) };
}
