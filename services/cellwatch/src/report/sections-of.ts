import {
  arealReversible,
  chargingCapacities,
  irreversible,
  plainCapacities,
  plainReversible,
  specificReversible,
} from './quantities/capacities.js';
import { electrodeBasis } from '@cellwatch/electrochem';
import { averageEfficiencies, initialEfficiency } from './quantities/efficiencies.js';
import { resistances } from './quantities/resistances.js';
import { referenceCycle, retentionOfAllCells } from './quantities/retentions.js';
import { energies, voltages } from './quantities/voltages.js';
import { capacityTableSections } from './capacity-table-rows.js';
import { peakRows } from './peak-rows.js';
import type { Row, Section } from './report.js';
import {
  cyclePlace,
  firstCycle,
  lastCycle,
  referencePlace,
  retentionRows,
  rowOf,
  type Place,
  type WatchedGroup,
} from './rows.js';

/** Cycles at which papers state capacity and retention. */
const statedCycles = [10, 50, 100, 150];

/** The tables, in the order in which a paper reports. */
export function sectionsOf(groups: readonly WatchedGroup[], latest_common_cycle: number | null): Section[] {
  const reached = Math.max(
    0,
    ...groups.flatMap(({ cells }) => cells.map(({ last }) => last?.derived_cycle_count ?? 0)),
  );
  const massless = groups.some(({ cells }) =>
    cells.some(({ facts }) => electrodeBasis(facts).active_mass_gram === null),
  );
  const stated = statedCycles.filter((cycle) => cycle <= reached);
  const beyond = statedCycles.filter((cycle) => cycle > reached);
  const both = [referencePlace, lastCycle];
  const rows = (quantities: Parameters<typeof rowOf>[1][], places: Place[]) =>
    quantities.flatMap((quantity) => places.map((place) => rowOf(groups, quantity, place)));
  const sections: Section[] = [
    {
      title: 'First cycle',
      note: 'The first complete cycle of a cell’s life.',
      rows: rows(
        [...chargingCapacities, ...(massless ? plainCapacities : []), irreversible, initialEfficiency],
        [firstCycle],
      ),
    },
    {
      title: 'Coulombic efficiency over the life',
      note: 'Up to each cell’s last complete cycle; n is the number of cycles in a cell’s mean, and the number of cells in a group’s.',
      rows: averageEfficiencies.map((quantity) => rowOf(groups, quantity, lastCycle, '')),
    },
    {
      title: 'Reversible capacity and retention',
      note: [
        'Cycles are counted as found in the records.',
        ...(beyond.length > 0 ? [`No cell has come to cycle ${beyond.join(', ')}.`] : []),
      ].join(' '),
      rows: capacityRows(groups, [...stated], latest_common_cycle, massless),
    },
    ...capacityTableSections(groups, massless),
    {
      title: 'Voltages and energy',
      note: 'At the reference cycle of retention, and at each cell’s last complete cycle.',
      rows: rows([...voltages, ...energies], both),
    },
    {
      title: 'Edge resistances',
      note: 'At the reference cycle of retention, and at each cell’s last complete cycle.',
      rows: rows(resistances, both),
    },
    {
      title: 'dQ/dV peaks',
      note: 'At the reference cycle of retention, and at each cell’s last complete cycle.',
      rows: both.flatMap((place) => peakRows(groups, place)),
    },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

function capacityRows(
  groups: readonly WatchedGroup[],
  stated: number[],
  latest_common_cycle: number | null,
  massless: boolean,
): Row[] {
  const capacities = [specificReversible, arealReversible, ...(massless ? [plainReversible] : [])];
  const cycles = stated
    .filter((cycle) => cycle !== latest_common_cycle)
    .map((cycle) => ({ cycle, at: `cycle ${cycle}` }));
  if (latest_common_cycle !== null)
    cycles.push({ cycle: latest_common_cycle, at: `cycle ${latest_common_cycle}, latest common` });
  cycles.sort((one, other) => one.cycle - other.cycle);
  const places = [referencePlace, ...cycles.map(({ cycle, at }) => cyclePlace(cycle, at)), lastCycle];
  const retentions = cycles.map(({ cycle, at }) => retentionRows(groups, cycle, at));
  return [
    ...capacities.flatMap((quantity) => places.map((place) => rowOf(groups, quantity, place))),
    rowOf(groups, referenceCycle, lastCycle, ''),
    ...retentions.map(([survivors]) => survivors),
    ...retentions.map(([, all]) => all),
    // each cell's own last: the dead are in it
    rowOf(groups, retentionOfAllCells, lastCycle),
  ];
}
