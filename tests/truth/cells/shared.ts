/** Disks of 10 mm. */
export const disk_cm2 = Math.PI / 4;

/** Capacities of all cycles, by the same factor each. */
export function fading(first: number, last: number, cycles: number): number[] {
  return Array.from({ length: cycles }, (_, k) => first * (last / first) ** (k / (cycles - 1)));
}
