import type { SpectrumOptions, SpectrumResult } from '../fit-spectrum.js';
import type { Sweep } from '../hygiene/sweep.js';

/** What a spectrum is fitted with: all that its result depends on. */
export interface FitRequest {
  sweep: Sweep;
  options: SpectrumOptions;
}

export type Fit = (request: FitRequest) => Promise<SpectrumResult>;
