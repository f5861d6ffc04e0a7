import type { CellFacts } from '@cellwatch/events';

export interface ElectrodeBasis {
  active_mass_gram: number | null;
  active_loading_mg_per_cm2: number | null;
  area_cm2: number | null;
}

/**
 * Mass in g, areal loading in mg/cm² and area in cm² of the active electrode, by m = loading·A/1000: any two give the third.
 * A declared value is returned as it was declared, all three of them too; null where fewer than two are there. The facts are
 * taken as checked by `declareFacts`: each positive, and the three within 5 % of one another.
 */
export function electrodeBasis(
  facts: Pick<CellFacts, 'active_mass_gram' | 'active_loading_mg_per_cm2' | 'area_cm2'>,
): ElectrodeBasis {
  const { active_mass_gram: mass, active_loading_mg_per_cm2: loading, area_cm2: area } = facts;
  return {
    active_mass_gram: mass ?? (loading === undefined || area === undefined ? null : (loading * area) / 1000),
    active_loading_mg_per_cm2: loading ?? (mass === undefined || area === undefined ? null : (mass * 1000) / area),
    area_cm2: area ?? (mass === undefined || loading === undefined ? null : (mass * 1000) / loading),
  };
}
