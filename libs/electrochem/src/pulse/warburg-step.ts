/** Step response of a Warburg element σ(1 − j)ω^−½: V = I·σ·2√(2/π)·√t. */
export const warburgStep = 2 * Math.sqrt(2 / Math.PI);
