/**
 * Slope of the voltage over a stretch of rest in V/h: least squares, each point counted `weights` times.
 *
 * Times in seconds, in any order, at least two different ones; weights may be left out where all are equal. Null where
 * there is no stretch. Negative: the voltage falls.
 */
export function relaxationSlope(
  time_second: ArrayLike<number>,
  voltage_volt: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number | null {
  let weight = 0;
  let time = 0;
  let voltage = 0;
  for (let point = 0; point < time_second.length; point++) {
    const share = weights ? weights[point] : 1;
    weight += share;
    time += share * time_second[point];
    voltage += share * voltage_volt[point];
  }
  if (!(weight > 0)) return null;
  time /= weight;
  voltage /= weight;
  let spread = 0;
  let product = 0;
  for (let point = 0; point < time_second.length; point++) {
    const away = (weights ? weights[point] : 1) * (time_second[point] - time);
    spread += away * (time_second[point] - time);
    product += away * (voltage_volt[point] - voltage);
  }
  return spread > 0 ? (3600 * product) / spread : null;
}
