import type { TruthGroup } from './truth.js';
import { currents } from './truths/currents.js';
import { electrodeRatios } from './truths/electrode-ratios.js';
import { energyDensities } from './truths/energy-densities.js';
import { halfCellTruths } from './truths/half-cells.js';
import { liquidFullCells } from './truths/liquid-full-cells.js';
import { mechanics } from './truths/mechanics.js';
import { peakTruths } from './truths/peaks.js';
import { rateTests } from './truths/rate-tests.js';
import { resistanceTruths } from './truths/resistances.js';
import { solidFullCells } from './truths/solid-full-cells.js';
import { sweepTruths } from './truths/sweeps.js';

/** Everything that is held against the paper, in the order of the page. */
export const truths: TruthGroup[] = [
  currents,
  ...halfCellTruths,
  ...rateTests,
  ...liquidFullCells,
  ...solidFullCells,
  ...energyDensities,
  electrodeRatios,
  ...peakTruths,
  ...sweepTruths,
  ...resistanceTruths,
  ...mechanics,
];
