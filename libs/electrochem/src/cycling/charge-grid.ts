import type { ChargeGrid } from './state.js';

const binsPerVolt = 500;
const mostBins = 1500;
/** Of the reference capacity: finer than any cycler's counter over a bin. */
const resolution = 2e-5;
/** In units; a step that passes more than 2.5 times the reference says nothing that a grid of this size could hold. */
const mostUnits = 125_000;

export const gridSpacing = 1 / binsPerVolt;

/** An empty grid that begins at a step's first record; null where nothing tells how large the cell is. */
export function beginChargeGrid(
  direction: 1 | -1,
  voltage_volt: number,
  charge_ah: number,
  reference_ah: number,
): ChargeGrid | null {
  if (!(reference_ah > 0)) return null;
  const extreme_volt = direction * voltage_volt;
  return {
    first_bin: Math.floor(extreme_volt * binsPerVolt),
    unit_ah: resolution * reference_ah,
    counts: [],
    units: Math.round(charge_ah / (resolution * reference_ah)),
    extreme_volt,
    charge_ah,
  };
}

/**
 * Takes a step's records `from` … `to` − 1. Charge is given to 2 mV bins of the running extreme of the voltage, linearly between
 * one extreme and the next. Cumulative charge is rounded to the grid's unit, so that no error adds up.
 */
export function advanceChargeGrid(
  grid: ChargeGrid,
  direction: 1 | -1,
  voltage: Float64Array,
  charge: Float64Array,
  from: number,
  to: number,
): void {
  const { counts, unit_ah, first_bin } = grid;
  let { extreme_volt, charge_ah, units } = grid;
  let edge = (first_bin + counts.length + 1) / binsPerVolt;
  for (let row = from; row < to; row++) {
    const volt = direction * voltage[row];
    if (!(volt > extreme_volt)) continue;
    const passed = charge[row];
    if (volt >= edge) {
      const slope = (passed - charge_ah) / (volt - extreme_volt);
      while (volt >= edge && counts.length < mostBins && units < mostUnits) {
        const now = Math.round((charge_ah + slope * (edge - extreme_volt)) / unit_ah);
        counts.push(now - units);
        units = now;
        edge = (first_bin + counts.length + 1) / binsPerVolt;
      }
    }
    extreme_volt = volt;
    charge_ah = passed;
  }
  grid.extreme_volt = extreme_volt;
  grid.charge_ah = charge_ah;
  grid.units = units;
}

/** The step's voltage went further than a grid holds: what it says is not the whole. */
export function isCutGrid({ counts, units }: ChargeGrid): boolean {
  return counts.length >= mostBins || units >= mostUnits;
}
