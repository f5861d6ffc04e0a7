import { groupCurve, retentionOfAll } from '@cellwatch/electrochem';
import { arealReversible, plainReversible, specificReversible } from './quantities/capacities.js';
import { efficiency } from './quantities/efficiencies.js';
import type { Quantity } from './quantities/quantity.js';
import { retention } from './quantities/retentions.js';
import type { Curve, Figures } from './report.js';
import type { WatchedGroup } from './rows.js';

const charted = new Set([null, 'cycling', 'formation']);

/** What the figures show: per group the course of its mean and spread, and behind it that of each cell. */
export function figuresOf(groups: readonly WatchedGroup[]): Figures {
  const capacity = commonBasis(groups);
  return {
    capacity: { quantity: capacity.quantity, curves: groups.map((group) => curveOf(group, capacity)) },
    efficiency: { quantity: efficiency.quantity, curves: groups.map((group) => curveOf(group, efficiency)) },
    retention: { quantity: retention.quantity, curves: groups.map(survivorsOf) },
    survival: [],
    rates: null,
  };
}

/** The first basis that every cell has: capacities of cells of another size do not share an axis. */
function commonBasis(groups: readonly WatchedGroup[]): Quantity {
  const cells = groups.flatMap((group) => group.cells).filter(({ first }) => first !== undefined);
  const everyHas = (quantity: Quantity) => cells.every(({ first, facts }) => quantity.read(first!, facts) !== null);
  return [specificReversible, arealReversible].find(everyHas) ?? plainReversible;
}

function curveOf({ group, cells }: WatchedGroup, quantity: Quantity, until = Infinity): Curve {
  const lines = cells.map((cell) => ({
    cell_id: cell.facts.cell_id,
    points: cell.complete
      .filter(({ purpose, derived_cycle_count }) => charted.has(purpose) && derived_cycle_count <= until)
      .flatMap((cycle): [number, number][] => {
        const value = quantity.read(cycle, cell.facts);
        return value === null ? [] : [[cycle.derived_cycle_count, value]];
      }),
  }));
  const points = groupCurve(lines.map((line) => line.points.map(([cycle, value]) => ({ cycle, value }))));
  return { group, points, cells: lines };
}

function survivorsOf({ group, cells }: WatchedGroup): Figures['retention']['curves'][number] {
  const lived = cells.flatMap((cell) => cell.lived ?? []);
  const living = cells.map((cell) => {
    const end = cell.lived?.life.cycle ?? 0;
    return { ...cell, complete: cell.complete.filter(({ derived_cycle_count }) => derived_cycle_count <= end) };
  });
  const curve = curveOf({ group, factors: {}, cells: living }, retention);
  const last = Math.max(0, ...lived.map(({ life }) => life.cycle));
  const ends = [...new Set(lived.map(({ life }) => life.cycle + 1))].filter((cycle) => cycle <= last);
  return {
    ...curve,
    of_all: curve.points.flatMap(({ cycle }): [number, number][] => {
      const all = retentionOfAll(lived, cycle).statistics;
      return all ? [[cycle, all.mean]] : [];
    }),
    at_risk: [0, ...ends.sort((one, other) => one - other)].map((cycle) => [
      cycle,
      lived.filter(({ life }) => life.cycle >= cycle).length,
    ]),
  };
}
