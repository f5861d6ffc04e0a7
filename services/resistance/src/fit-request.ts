import type { SpectrumOptions, SpectrumResult, Sweep } from '@cellwatch/impedance';

/** What a spectrum is fitted with: all that its result depends on. */
export interface FitRequest {
  sweep: Sweep;
  options: SpectrumOptions;
}

export type Fit = (request: FitRequest) => Promise<SpectrumResult>;
