/** What the voltage must come back by, for a turn to be one and not noise. */
const turn_volt = 0.01;

export interface SweepBranch {
  rises: boolean;
  first_row: number;
  last_row: number;
}

/** The stretches of a sweep between its turning points; a hold at a turning point belongs to the branch before. */
export function sweepBranches(voltage_volt: ArrayLike<number>): SweepBranch[] {
  const branches: SweepBranch[] = [];
  let [low, high, start] = [0, 0, 0];
  let rises: boolean | null = null;
  for (let row = 1; row < voltage_volt.length; row++) {
    if (voltage_volt[row] >= voltage_volt[high]) high = row;
    if (voltage_volt[row] <= voltage_volt[low]) low = row;
    if (rises !== true && voltage_volt[row] - voltage_volt[low] > turn_volt) {
      if (rises === false) branches.push({ rises, first_row: start, last_row: low });
      [start, high, rises] = [low, row, true];
    } else if (rises !== false && voltage_volt[high] - voltage_volt[row] > turn_volt) {
      if (rises === true) branches.push({ rises, first_row: start, last_row: high });
      [start, low, rises] = [high, row, false];
    }
  }
  if (rises !== null) branches.push({ rises, first_row: start, last_row: rises ? high : low });
  return branches;
}
