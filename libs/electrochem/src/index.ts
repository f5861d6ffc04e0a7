/**
 * Quantities of cycling, each a function of numbers in a file of its own, and the fold that finds steps, half-cycles and cycles
 * in a cell's records.
 *
 * - step: one instruction of the cycler, found by its own count or by a change of current.
 * - half-cycle: charge passed in one direction until more than a threshold came back in the other.
 * - cycle: one charge and the discharge paired with it; which comes first is decided by the cell's declared system.
 * - regime: equal currents, voltage limits, temperature and kinds of step; no baseline crosses it.
 */
export { definitionVersion } from './definition-version.js';

export { groupCells, type CellGroup } from './groups/group-cells.js';
export { groupCurve, type CurvePoint } from './groups/group-curve.js';
export { groupStatistics, type GroupStatistics } from './groups/group-statistics.js';
export { latestCommonCycle } from './groups/latest-common-cycle.js';
export { lifeOf, type Life, type LifeCycle } from './groups/life-of.js';
export { livedCell } from './groups/lived-cell.js';
export { replicateDisagrees, type Disagreement } from './groups/replicate-disagrees.js';
export { retentionOfAll } from './groups/retention-of-all.js';
export { retentionOfSurvivors, type LivedCell, type RetentionAtCycle } from './groups/retention-of-survivors.js';
export { reversibleCapacity, type ReversibleCapacity } from './groups/reversible-capacity.js';
export { spreadLimits } from './groups/spread-limits.js';
export { studentTQuantile } from './groups/student-t-quantile.js';
export { survival, type Survival, type SurvivalStep } from './groups/survival.js';
export {
  summariseCampaign,
  type CampaignCycle,
  type CampaignGroup,
  type CampaignStatistics,
  type CampaignSummary,
} from './groups/summarise-campaign.js';

export { evolveCycling, type Evolved } from './cycling/evolve-cycling.js';
export { initialCyclingState } from './cycling/initial-cycling-state.js';
export { edgeResistanceOf } from './cycling/edge.js';
export type { CyclingState, Step } from './cycling/state.js';
export type { RecordColumns } from './cycling/record-columns.js';
export { runningHalf, type RunningHalf } from './cycling/running-half.js';
export { temperatureSetPoint } from './cycling/set-point.js';
export type { StepWatch } from './cycling/step-watch.js';
export type { OpenHalf } from './cycling/open-half.js';
export { cycleCurves, type CycleCurves, type HalfCurve } from './cycling/cycle-curves.js';
export { peakClaim, type PeakClaim } from './cycling/peak-claim.js';

export { conventions } from './conventions/conventions.js';
export type { Convention, ConventionName } from './conventions/convention.js';
export { wantedFacts, type WantedFacts } from './conventions/wanted-facts.js';

export { arealCapacity } from './areal-capacity.js';
export { averageCoulombicEfficiency } from './average-coulombic-efficiency.js';
export { cRate } from './c-rate.js';
export { capacityRetention } from './capacity-retention.js';
export { compactionDensity } from './compaction-density.js';
export { coulombicEfficiency } from './coulombic-efficiency.js';
export { electrodeBasis, type ElectrodeBasis } from './electrode-basis.js';
export { elasticShare } from './elastic-share.js';
export { energyDensity, type EnergyDensityInput } from './energy-density.js';
export { energyEfficiency } from './energy-efficiency.js';
export { fadePerCycle } from './fade-per-cycle.js';
export { irreversibleCapacity } from './irreversible-capacity.js';
export { leakageCurrent } from './leakage-current.js';
export { meanVoltage } from './mean-voltage.js';
export { mixingRule } from './mixing-rule.js';
export { oneCCurrent } from './one-c-current.js';
export { referenceOffset } from './reference-offset.js';
export { shuntResistance } from './shunt-resistance.js';
export { specificCapacity } from './specific-capacity.js';
export { swelling } from './swelling.js';
export { voltageHysteresis } from './voltage-hysteresis.js';

export { assignPeaks } from './dqdv/assign-peaks.js';
export type { DifferentialCurve } from './dqdv/differential-curve.js';
export { differentialCapacity } from './dqdv/differential-capacity.js';

export { differentialPeaks, type UnassignedPeak } from './dqdv/differential-peaks.js';

export { fitRelaxation, type FittedRelaxation } from './relaxation/fit-relaxation.js';
export { relaxationSlope } from './relaxation/relaxation-slope.js';

export { edgeResistance } from './pulse/edge-resistance.js';
export { evolvePulses } from './cycling/pulses/evolve-pulses.js';
export { openCircuitDrift } from './pulse/open-circuit-drift.js';
export { edgesOf, type CycleEdge } from './cycling/pulses/edges-of.js';
export { initialPulsesState, type PulsesState } from './cycling/pulses/pulses-state.js';
export { squareRootExtrapolation } from './pulse/square-root-extrapolation.js';

export { electronicConductivity } from './sweep/electronic-conductivity.js';
export { ionicConductivity } from './sweep/ionic-conductivity.js';
export { sweepResults, type SweepResults } from './sweep/sweep-results.js';
export { voltammetryPeaks, type VoltammetryBranch, type VoltammetryPeak } from './sweep/voltammetry-peaks.js';

export type { CapacityGroup, GroupCapacity } from './tables/capacity-groups.js';
export { rateTable, type RateGroup, type RateRecovery, type RateTable } from './tables/rate-table.js';
export { temperatureTable, type TemperatureGroup } from './tables/temperature-table.js';
