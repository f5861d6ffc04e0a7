/**
 * Elastic share of an indentation as a ratio: W_e/(W_e + W_p), the work that comes back over all work, energies in one unit.
 * Null where no work was done.
 *
 * @quantity Elastic share of an indentation
 * @symbol η_e
 * @unit ratio
 * @formula W_e / (W_e + W_p)
 * @convention energies in one unit; entered by hand
 * @source textbook definition
 */
export function elasticShare(elastic_energy: number, plastic_energy: number): number | null {
  const total = elastic_energy + plastic_energy;
  return total > 0 ? elastic_energy / total : null;
}
