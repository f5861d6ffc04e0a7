/**
 * Mean charging minus mean discharging voltage, in volts. Not negative for a real cell: a negative value means a wrong sign.
 *
 * @quantity Voltage hysteresis
 * @symbol ΔV̄
 * @unit V
 * @formula V̄_c − V̄_d
 * @convention mean voltages by charge; negative means a wrong sign
 * @source textbook definition
 */
export function voltageHysteresis(
  mean_charging_voltage_volt: number | null,
  mean_discharging_voltage_volt: number | null,
): number | null {
  if (mean_charging_voltage_volt === null || mean_discharging_voltage_volt === null) return null;
  return mean_charging_voltage_volt - mean_discharging_voltage_volt;
}
