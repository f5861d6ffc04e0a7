const gasConstant = 8.314462618;

/**
 * Resistance that a cell would have at another temperature, by Arrhenius. The activation energy of a cell is seldom known: gate
 * to ±1 °C rather than trust a correction.
 *
 * @quantity resistance at the reference temperature
 * @symbol R(T0)
 * @unit that of the resistance
 * @formula R(T0) = R(T)·exp[Ea/R·(1/T0 − 1/T)]
 * @convention temperatures in °C, activation energy in kJ/mol
 * @source Arrhenius
 */
export function resistanceAtTemperature(
  resistance_ohm: number,
  temperature_celsius: number,
  reference_temperature_celsius: number,
  activation_energy_kj_per_mol: number,
): number {
  const kelvin = 273.15;
  const difference = 1 / (reference_temperature_celsius + kelvin) - 1 / (temperature_celsius + kelvin);
  return resistance_ohm * Math.exp(((1000 * activation_energy_kj_per_mol) / gasConstant) * difference);
}
