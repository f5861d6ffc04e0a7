import { evolveCusum, initialCusumState, type CusumState } from './evolve-cusum.js';
import { median } from './median.js';

/** All that the trend of one series needs of what was, as plain JSON: it does not grow. */
export interface ResistanceTrendState {
  /** Ω, of the first spectra after activation. */
  reference: number[];
  /** The last spectra after activation. */
  recent: { cycle: number; resistance_ohm: number }[];
  cusum: CusumState;
  activating_points: number;
}

export const initialResistanceTrendState: ResistanceTrendState = {
  reference: [],
  recent: [],
  cusum: initialCusumState,
  activating_points: 0,
};

export const referencePoints = 3;
const window = 32;

/** Takes the next resistance of a series into its trend; `state` is left as it is. See `resistanceTrend` for what it means. */
export function evolveResistanceTrend(
  state: ResistanceTrendState,
  { cycle, resistance_ohm }: { cycle: number; resistance_ohm: number },
  activation_cycle = 10,
): ResistanceTrendState {
  if (cycle < activation_cycle) return { ...state, activating_points: state.activating_points + 1 };
  const recent = [...state.recent, { cycle, resistance_ohm }].slice(-window);
  if (state.reference.length < referencePoints)
    return { ...state, recent, reference: [...state.reference, resistance_ohm] };
  const { resistance, deviation } = referenceOf(state)!;
  return { ...state, recent, cusum: evolveCusum(state.cusum, (resistance_ohm - resistance) / deviation) };
}

/** Median of the first three and σ0; null until there are three. */
export function referenceOf({
  reference,
}: Pick<ResistanceTrendState, 'reference'>): { resistance: number; deviation: number } | null {
  if (reference.length < referencePoints) return null;
  const resistance = median(reference)!;
  const scatter = median(reference.map((value) => Math.abs(value - resistance)))!;
  return { resistance, deviation: Math.max(1.4826 * scatter, 0.03 * resistance) };
}
