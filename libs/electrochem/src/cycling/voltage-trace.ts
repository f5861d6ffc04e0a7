/** Of the cell's size, and in volts: what moves less since the last point is not drawn. */
const leastShare = 1 / 400;
const leastMove_volt = 0.005;
const mostPoints = 1_000;

/** Charge and voltage of a step's records, thinned as they come; the first and the last are always there. */
export function voltageTrace(reference_ah: number) {
  const least_ah = leastShare * reference_ah;
  const kept: { charge_ah: number; voltage_volt: number }[] = [];
  let last = { charge_ah: 0, voltage_volt: 0 };
  return {
    add(charge_ah: number, voltage_volt: number): void {
      last = { charge_ah, voltage_volt };
      const before = kept.at(-1);
      if (
        !before ||
        charge_ah - before.charge_ah >= least_ah ||
        Math.abs(voltage_volt - before.voltage_volt) >= leastMove_volt
      )
        kept.push(last);
    },
    points(): { charge_ah: number; voltage_volt: number }[] {
      const stride = Math.ceil(kept.length / mostPoints);
      const points = kept.filter((_, at) => at % stride === 0);
      if (points.length > 0 && points.at(-1) !== last) points.push(last);
      return points;
    },
  };
}
