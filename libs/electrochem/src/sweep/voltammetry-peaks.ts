import type { CellFacts } from '@cellwatch/events';
import { assignPeaks } from '../dqdv/assign-peaks.js';
import { differentialPeaks } from '../dqdv/differential-peaks.js';
import { voltageIncrements } from '../dqdv/voltage-increments.js';
import { straightLine } from '../straight-line.js';
import { sweepBranches } from './sweep-branches.js';

export interface VoltammetryPeak {
  voltage_volt: number;
  /** Negative on a cathodic branch. */
  current_ampere: number;
  /** The current is largest within 20 mV of where the sweep turns: the process may go on beyond the window. */
  at_vertex: boolean;
  assignment: string | null;
}

export interface VoltammetryBranch {
  branch: 'anodic' | 'cathodic';
  first_row: number;
  last_row: number;
  scan_rate_volt_per_second: number;
  peaks: VoltammetryPeak[];
}

const spacing_volt = 0.002;

const width_volt = 0.02;

/**
 * Peaks of a cyclic voltammogram, branch by branch: anodic where the voltage rises, cathodic where it falls.
 *
 * At a constant scan rate ν the current is ν·dQ/dV, so a branch is searched like a half-cycle (`differentialPeaks`): smoothed by
 * 20 mV, 2 % of prominence, 30 mV apart. ν is the least-squares slope of V over t of the branch, in V/s. In addition, where
 * the current
 * is largest in the last 20 mV of a branch, that is a peak `at_vertex`. Peaks are assigned to those expected of charge
 * (anodic) or discharge (cathodic) within ±30 mV, once the reference's potential against lithium is subtracted.
 *
 * @quantity Peaks of a cyclic voltammogram
 * @symbol V_p, I_p
 * @unit V, A
 * @formula extremes of I over V; I = ν·dQ/dV
 * @convention anodic where V rises, cathodic where it falls; scan rate from the data; a largest current at the turn is
 *   marked
 * @source textbook definition; limits as in the peaks of dQ/dV
 */
export function voltammetryPeaks({
  time_second,
  voltage_volt,
  current_ampere,
  expected_peaks,
  reference_offset_volt = 0,
}: {
  time_second: ArrayLike<number>;
  voltage_volt: ArrayLike<number>;
  current_ampere: ArrayLike<number>;
  expected_peaks?: CellFacts['expected_peaks'];
  reference_offset_volt?: number;
}): VoltammetryBranch[] {
  return sweepBranches(voltage_volt).flatMap(({ rises, first_row, last_row }) => {
    const rows = Array.from({ length: last_row - first_row + 1 }, (_, row) => first_row + row);
    const times = rows.map((row) => time_second[row] - time_second[first_row]);
    const volts = rows.map((row) => voltage_volt[row]);
    const sign = rises ? 1 : -1;
    const amperes = rows.map((row) => sign * current_ampere[row]);
    const line = straightLine(times, volts);
    if (!line || line.slope === 0) return [];
    const scan_rate_volt_per_second = Math.abs(line.slope);

    const charge_ah = [0];
    for (let row = 1; row < rows.length; row++)
      charge_ah.push(charge_ah[row - 1] + ((amperes[row] + amperes[row - 1]) / 7200) * (times[row] - times[row - 1]));
    const direction = rises ? ('charge' as const) : ('discharge' as const);
    const grid = voltageIncrements(charge_ah, volts, spacing_volt, direction);
    const peaks = differentialPeaks(grid).map(({ voltage_volt, height_ah_per_volt }) => ({
      voltage_volt,
      current_ampere: sign * 3600 * height_ah_per_volt * scan_rate_volt_per_second,
      at_vertex: false,
    }));
    const vertex = vertexRow(volts, amperes);
    if (vertex !== null && peaks.every((peak) => sign * peak.current_ampere < amperes[vertex]))
      peaks.push({ voltage_volt: volts[vertex], current_ampere: sign * amperes[vertex], at_vertex: true });
    return [
      {
        branch: rises ? ('anodic' as const) : ('cathodic' as const),
        first_row,
        last_row,
        scan_rate_volt_per_second,
        peaks: assignPeaks(peaks, expected_peaks, { direction, reference_offset_volt }),
      },
    ];
  });
}

/** Where the current is largest, if that is within the last 20 mV of a branch and stands out of all before. */
function vertexRow(volts: readonly number[], amperes: readonly number[]): number | null {
  const end = volts[volts.length - 1];
  let near = volts.length - 1;
  while (near > 0 && Math.abs(volts[near - 1] - end) <= width_volt) near--;
  const before = Math.max(0, ...amperes.slice(0, near));
  const largest = Math.max(...amperes.slice(near));
  return largest > 1.02 * before && largest > 0 ? amperes.indexOf(largest, near) : null;
}
