/**
 * Impedance of cells: from one sweep to a resistance that can be compared over cycles.
 *
 * - spectrum: one sweep, in Ω, imaginary part negative where capacitive.
 * - circuit: a named one (`S2W`…) or a notation (`R0-p(R1,CPE1)-W1`); results of two circuits are never compared.
 * - cell: its spectra in order, folded into resistances and the series that these stand in.
 * - arc: a resistance beside a constant-phase element; of two, R_int is the faster, R_ct the slower.
 */
export { definitionVersion } from './definition-version.js';
export type { Spectrum } from './spectrum.js';

export type { Arc, Circuit, CircuitNode, CircuitParameter, CircuitRoles } from './circuit/circuit.js';
export { circuitImpedance } from './circuit/circuit-impedance.js';
export { circuitIds, circuitOf, type CircuitId } from './circuit/named-circuit.js';
export { elements, type ElementSymbol, type ParameterKind, type Scale } from './circuit/elements.js';
export { parseCircuit } from './circuit/parse-circuit.js';

export type { Estimate } from './estimate.js';
export type { Finding } from './finding.js';
export { arcTimeConstant } from './fit/arc-time-constant.js';
export { areaSpecificResistance } from './fit/area-specific-resistance.js';
export { characteristicFrequency } from './fit/characteristic-frequency.js';
export type { CircuitFit, FitCode, FittedArc, FittedParameter } from './fit/circuit-fit.js';
export { compareCircuits } from './fit/compare-circuits.js';
export { effectiveCapacitance } from './fit/effective-capacitance.js';
export { fitResiduals, type SpectrumResiduals } from './fit/fit-residuals.js';
export { finiteSpaceWarburg } from './fit/finite-space-warburg.js';
export { fitCircuit, type FitOptions } from './fit/fit-circuit.js';
export { guessParameters } from './fit/guess-parameters.js';

export { judgeResiduals, type KramersKronigVerdict } from './kramers-kronig/judge-residuals.js';
export { kramersKronigTest, type KramersKronigResult } from './kramers-kronig/kramers-kronig-test.js';

export { diffusionCoefficient } from './diffusion/diffusion-coefficient.js';
export { relativeDiffusion } from './diffusion/relative-diffusion.js';
export { warburgRegion, type WarburgRegion } from './diffusion/warburg-region.js';

export type { RelaxationPeak } from './drt/relaxation-peaks.js';
export { relaxationTimes, type RelaxationTimes } from './drt/relaxation-times.js';

export { checkSpectrum, type CheckedSpectrum, type SpectrumCode } from './hygiene/check-spectrum.js';
export { rectangularSpectrum } from './hygiene/rectangular-spectrum.js';
export type { KnownSpectrum, Sweep } from './hygiene/sweep.js';

export { fittedPulseResistance, type FitOfPulse } from './bridge/fitted-pulse-resistance.js';
export {
  pulseBridges,
  type BridgedFit,
  type BridgedPulse,
  type PulseBridge,
  type PulseComparison,
} from './bridge/pulse-bridges.js';

export { evolveCusum, initialCusumState, type CusumState } from './trend/evolve-cusum.js';
export {
  evolveResistanceTrend,
  initialResistanceTrendState,
  type ResistanceTrendState,
} from './trend/evolve-resistance-trend.js';
export { resistanceAtTemperature } from './trend/resistance-at-temperature.js';
export { resistanceTrendOf, type ResistanceTrend } from './trend/resistance-trend-of.js';
export { resistanceTrend, type TrendPoint } from './trend/resistance-trend.js';
export { spectrumSeries, type SpectrumSeries, type SpectrumTag } from './trend/spectrum-series.js';
export { theilSen } from './trend/theil-sen.js';

export { viewRelaxationTimes, viewSpectrum, type FittedParameters, type SpectrumView } from './view-spectrum.js';
export { evolveResistance, type FittedSpectrum } from './cell/evolve-resistance.js';
export type { Fit, FitRequest } from './cell/fit-request.js';
export { fitRequestOf } from './cell/fit-request-of.js';
export { initialResistanceState, type ResistanceState, type TrackedSeries } from './cell/resistance-state.js';
export { seriesTrends, type SeriesTrend } from './cell/series-trends.js';
export { comparePlaces, spectrumPlace } from './cell/spectrum-place.js';
export {
  summariseRefits,
  type CircuitTally,
  type RefitSummary,
  type RefittedSpectrum,
} from './cell/summarise-refits.js';
export { toldApart } from './cell/told-apart.js';

export { fitSpectrum, type SpectrumOptions, type SpectrumResult } from './fit-spectrum.js';
