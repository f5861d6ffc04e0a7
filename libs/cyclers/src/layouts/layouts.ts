import type { Layout } from '../layout.js';
import { arbinLayouts } from './arbin.js';
import { basytecLayouts } from './basytec.js';
import { batterydataLayouts } from './batterydata.js';
import { bdfLayouts } from './bdf.js';
import { biologicLayouts } from './biologic.js';
import { landtLayouts } from './landt.js';
import { maccorLayouts } from './maccor.js';
import { newareLayouts } from './neware.js';
import { novonixLayouts } from './novonix.js';
import { pecLayouts } from './pec.js';

/** Every layout that is read. No header fits two of them. */
export const layouts: readonly Layout[] = [
  ...maccorLayouts,
  ...arbinLayouts,
  ...newareLayouts,
  ...biologicLayouts,
  ...basytecLayouts,
  ...landtLayouts,
  ...novonixLayouts,
  ...pecLayouts,
  ...bdfLayouts,
  ...batterydataLayouts,
];
