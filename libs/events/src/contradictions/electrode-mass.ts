import { shown, type Rule } from './declared.js';

/** Beyond rounding of a weighed mass and a measured disk. */
const tolerance = 0.05;

/** Mass against loading × area. */
export const electrodeMass: Rule = ({ active_mass_gram, active_loading_mg_per_cm2, area_cm2 }) => {
  if (active_mass_gram === undefined || active_loading_mg_per_cm2 === undefined || area_cm2 === undefined) return [];
  const computed = (active_loading_mg_per_cm2 * area_cm2) / 1000;
  if (Math.abs(computed / active_mass_gram - 1) <= tolerance) return [];
  const message =
    `active_mass_gram is ${active_mass_gram}, but active_loading_mg_per_cm2 ${active_loading_mg_per_cm2} × area_cm2 ` +
    `${area_cm2} is ${shown(computed)} g, expected them within 5 %`;
  return [{ fields: ['active_mass_gram', 'active_loading_mg_per_cm2', 'area_cm2'], message }];
};
