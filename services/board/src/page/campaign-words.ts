import { decimals, none } from './format.js';
import type { CampaignGroup, CampaignStatistics } from './shapes.js';

interface Shown {
  name: string;
  unit: string;
  factor: number;
  places: number;
}

const capacity = { name: 'Reversible capacity', factor: 1 };
const ratio = { unit: '%', factor: 100 };

/** How a campaign’s quantities are called and printed. */
export const shownAs: Record<string, Shown> = {
  specific_reversible_capacity_mah_per_gram: { ...capacity, unit: 'mAh/g', places: 1 },
  areal_reversible_capacity_mah_per_cm2: { ...capacity, unit: 'mAh/cm²', places: 3 },
  reversible_capacity_ah: { ...capacity, unit: 'mAh', factor: 1000, places: 4 },
  coulombic_efficiency: { ...ratio, name: 'Coulombic efficiency', places: 3 },
  initial_coulombic_efficiency: { ...ratio, name: 'ICE', places: 2 },
  capacity_retention: { ...ratio, name: 'Retention of survivors', places: 2 },
  capacity_retention_of_all: { ...ratio, name: 'Retention, the dead at their last value', places: 2 },
};

/** `mean ± sd`; and in words what stands behind it. */
export function printStatistics({ quantity, statistics, at_risk, cycle }: CampaignStatistics): {
  text: string;
  hint: string;
} {
  const { factor, places, unit } = shownAs[quantity];
  const where = cycle === null ? 'first cycle' : `cycle ${cycle}`;
  const risk = at_risk === null ? '' : `, ${at_risk} at risk`;
  if (!statistics) return { text: none, hint: `no cell has it at ${where}${risk}` };
  const print = (value: number) => decimals(value * factor, places);
  const { mean, standard_deviation, confidence_low, confidence_high, n } = statistics;
  const spread = standard_deviation === null ? '' : ` ± ${print(standard_deviation)}`;
  const interval =
    confidence_low === null || confidence_high === null
      ? ''
      : `, 95 % interval of the mean ${print(confidence_low)} to ${print(confidence_high)} ${unit}`;
  return { text: `${print(mean)}${spread} (${n})`, hint: `${where}, n = ${n}${risk}${interval}` };
}

export function fateOf({ life, running }: CampaignGroup['cells'][number]): string {
  if (!life) return 'no complete cycle yet';
  if (life.event === 'died') return `died at cycle ${life.cycle}`;
  return running ? `alive at cycle ${life.cycle}` : `withdrawn at cycle ${life.cycle}`;
}

/** One sentence per quantity in which replicates disagree. */
export function disagreementsIn({ group, statistics }: CampaignGroup): string[] {
  return statistics
    .filter(({ disagreement }) => disagreement.disagreeing.length > 0)
    .map(({ quantity, disagreement: { rule, measure, limit, disagreeing } }) => {
      const by = rule === 'robust_z' ? 'modified z-score' : 'relative spread';
      return `${group}: ${disagreeing.join(', ')} in ${shownAs[quantity].name} (${by} ${decimals(measure, 3)}, limit ${limit}).`;
    });
}
