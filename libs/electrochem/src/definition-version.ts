/** Of every result of this library: it changes when the same records would give other numbers. */
export const definitionVersion = 3;
