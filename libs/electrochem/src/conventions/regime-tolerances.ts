/** Within these two cycles were run alike; baselines and retention never cross them. */
export const regimeTolerances = { current_ratio: 0.1, end_voltage_volt: 0.01, temperature_celsius: 2 } as const;
