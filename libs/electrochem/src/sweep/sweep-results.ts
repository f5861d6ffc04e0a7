import type { CellFacts, Sweep } from '@cellwatch/events';
import { electrodeBasis } from '../electrode-basis.js';
import { referenceOffset } from '../reference-offset.js';
import { electronicConductivity } from './electronic-conductivity.js';
import { ionicConductivity } from './ionic-conductivity.js';
import { voltammetryPeaks, type VoltammetryBranch } from './voltammetry-peaks.js';

export interface SweepResults {
  electronic_conductivity_siemens_per_cm: number | null;
  ionic_conductivity_siemens_per_cm: number | null;
  branches: VoltammetryBranch[];
}

/**
 * What a sweep tells of the cell that it was made on: the conductivity of a pellet between blocking electrodes from its I-V curve, that
 * of an electrolyte between two lithium electrodes from the steady current under a bias, the peaks of a half-cell's voltammogram.
 *
 * Thickness and area are the cell's facts; what a system does not have is null or empty. Peaks are assigned only where the
 * reference's potential is declared.
 *
 * @quantity Results of a sweep
 * @symbol none
 * @unit S/cm; V, A
 * @formula by the cell's system
 * @convention blocking pellet: σ_e; symmetric cell: σ_ion at the mean voltage; half-cell: peaks; a full cell has none of them
 * @source project convention
 */
export function sweepResults(facts: CellFacts, sweep: Sweep): SweepResults {
  const { voltage_volt, current_ampere, time_second } = sweep;
  const { area_cm2 } = electrodeBasis(facts);
  const pellet = { area_cm2, thickness_micrometer: facts.separator_thickness_micrometer };
  const reference_offset_volt = referenceOffset(facts);
  const half = facts.system === 'anode_half_cell' || facts.system === 'cathode_half_cell';
  const mean = voltage_volt.reduce((sum, volt) => sum + volt, 0) / voltage_volt.length;
  return {
    electronic_conductivity_siemens_per_cm:
      facts.system === 'blocking_pellet' ? electronicConductivity({ voltage_volt, current_ampere, ...pellet }) : null,
    ionic_conductivity_siemens_per_cm:
      facts.system === 'symmetric_cell' && time_second
        ? ionicConductivity({ time_second, current_ampere, bias_volt: mean, ...pellet })
        : null,
    branches:
      half && time_second
        ? voltammetryPeaks({
            time_second,
            voltage_volt,
            current_ampere,
            ...(reference_offset_volt !== null && { expected_peaks: facts.expected_peaks, reference_offset_volt }),
          })
        : [],
  };
}
