import type { CellFacts } from '@cellwatch/events';

/** A little more than 30 mV, so that exactly 30 mV is within whatever the rounding. */
const tolerance_volt = 0.03 + 1e-9;

/**
 * Gives each peak the name of the expected peak of its direction that is nearest, within ±30 mV; null where there is none.
 *
 * Expected peaks are in volts against lithium: the reference's potential against lithium (0.62 V for lithium-indium) is subtracted
 * first. Each is given once, the closest pair first. Peaks keep their order. For half-cells: the voltage of a full cell
 * is a difference of two electrodes and names no peak of either.
 *
 * @quantity Assignment of a peak
 * @symbol none
 * @unit a name
 * @formula |V − (V_expected − V_ref)| ≤ 30 mV
 * @convention expected peaks in V against lithium; nearest pair first, each once; half-cells only
 * @source project convention
 */
export function assignPeaks<Peak extends { voltage_volt: number }>(
  peaks: readonly Peak[],
  expected_peaks: CellFacts['expected_peaks'],
  { direction, reference_offset_volt }: { direction: 'charge' | 'discharge'; reference_offset_volt: number },
): (Peak & { assignment: string | null })[] {
  const assigned = peaks.map((peak) => ({ ...peak, assignment: null as string | null }));
  if (!expected_peaks) return assigned;
  const pairs = expected_peaks.flatMap((expected, which) => {
    if (expected.direction !== direction) return [];
    return assigned.map((peak) => ({
      peak,
      which,
      distance: Math.abs(peak.voltage_volt - (expected.voltage_volt - reference_offset_volt)),
    }));
  });
  const given = new Set<number>();
  for (const { peak, which, distance } of pairs.sort((one, other) => one.distance - other.distance)) {
    if (distance > tolerance_volt) break;
    if (peak.assignment !== null || given.has(which)) continue;
    peak.assignment = expected_peaks[which].name;
    given.add(which);
  }
  return assigned;
}
