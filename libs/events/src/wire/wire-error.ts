/** Bytes or values that are not what this program writes: what was got, where, and what was expected. */
export class WireError extends Error {}
