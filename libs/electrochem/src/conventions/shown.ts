/** Six digits are beyond what any of this is measured to. */
export function shown(value: number): number {
  return Number(value.toPrecision(6));
}
