/**
 * How fast the open-circuit voltage moved while a pulse ran, in V/s, from the rest that followed it.
 *
 * After the rest the voltage differs from that before the pulse by the drift, and by what diffusion has not taken back yet. With V =
 * V_a + b·√t + k·t in the pulse that tail is b·(√(rest + pulse) − √rest) by superposition, so both follow from the rest's last voltage.
 * `line` is the straight line in √t through the pulse's voltages above that before it, and the one through its times; 0 where the
 * drift would run against the current, for that is a tail and no drift.
 *
 * @quantity Open-circuit drift in a pulse
 * @symbol k
 * @unit V/s
 * @formula k = (ΔV_rest − b·g)/(t_pulse − b_t·g), g = √(t_rest + t_pulse) − √t_rest
 * @convention diffusion taken as semi-infinite; null where rest or pulse lasted for no time
 * @source superposition of the step response of a Warburg element (textbook)
 */
export function openCircuitDrift({
  line,
  pulse_second,
  rest_second,
  rest_change_volt,
  current_change_ampere,
}: {
  line: { slope_volt_per_root_second: number; time_slope_root_second: number };
  pulse_second: number;
  rest_second: number;
  /** Voltage at the rest's end less that before the pulse. */
  rest_change_volt: number;
  current_change_ampere: number;
}): number | null {
  if (!(pulse_second > 0 && rest_second > 0)) return null;
  const tail = Math.sqrt(rest_second + pulse_second) - Math.sqrt(rest_second);
  const share = pulse_second - line.time_slope_root_second * tail;
  if (!(share > 0)) return null;
  const drift = (rest_change_volt - line.slope_volt_per_root_second * tail) / share;
  return drift * current_change_ampere > 0 ? drift : 0;
}
