/** Of every result of this library: it changes when the same spectrum would give other numbers. */
export const definitionVersion = 2;
