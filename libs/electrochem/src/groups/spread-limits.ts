/**
 * Relative spreads, greatest less least over the median, above which two or three replicates are said to disagree. Efficiencies lie
 * close to one: what is usual between capacities would be enormous between them.
 */
export const spreadLimits = { capacity: 0.05, retention: 0.05, efficiency: 0.01, voltage: 0.02 } as const;
