/** A whole number that belongs to a name (FNV-1a): cells that differ in name alone are different cells. */
export function numberOf(name: string): number {
  let number = 0x811c9dc5;
  for (const character of name) number = Math.imul(number ^ character.codePointAt(0)!, 0x01000193);
  return number | 0;
}

/** Numbers of −1 to 1 that look random and depend on the seed alone. */
export function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (2 * ((mixed ^ (mixed >>> 14)) >>> 0)) / 2 ** 32 - 1;
  };
}
