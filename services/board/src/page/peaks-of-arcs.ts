import type { RelaxationPeak } from '@cellwatch/impedance';

export interface FittedTime {
  name: string;
  time_constant_second: number;
}

/** The peaks of the relaxation times that belong to an arc of the fit; the last has no arc. */
export interface PeaksOfArc<Arc extends FittedTime> {
  arc: Arc | null;
  /** Summed: a wide arc may show as two peaks. Null where the arc has none. */
  resistance_ohm: number | null;
  time_constant_second: number | null;
}

/** Half a decade: arcs are told apart from a factor of 3 on. */
const farthest = 10 ** 0.5;

/** Each peak stands beside the arc of the nearest time constant, within half a decade; what is left over stands alone. */
export function peaksOfArcs<Arc extends FittedTime>(
  arcs: readonly Arc[],
  peaks: readonly RelaxationPeak[],
): PeaksOfArc<Arc>[] {
  const distance = (arc: Arc, peak: RelaxationPeak) =>
    Math.abs(Math.log(peak.time_constant_second / arc.time_constant_second));
  const arcOf = (peak: RelaxationPeak) => {
    const [nearest] = [...arcs].sort((one, other) => distance(one, peak) - distance(other, peak));
    return nearest && distance(nearest, peak) <= Math.log(farthest) ? nearest : null;
  };
  const found = peaks.map((peak) => ({ peak, arc: arcOf(peak) }));
  const ofArcs = arcs.map((arc) => {
    const own = found.filter((one) => one.arc === arc).map(({ peak }) => peak);
    const [largest] = [...own].sort((one, other) => other.resistance_ohm - one.resistance_ohm);
    if (!largest) return { arc, resistance_ohm: null, time_constant_second: null };
    const resistance_ohm = own.reduce((sum, peak) => sum + peak.resistance_ohm, 0);
    return { arc, resistance_ohm, time_constant_second: largest.time_constant_second };
  });
  const alone = found.filter(({ arc }) => arc === null).map(({ peak: { resistance_ohm, time_constant_second } }) => ({ arc: null, resistance_ohm, time_constant_second })); // prettier-ignore
  return [...ofArcs, ...alone];
}
