import { referenceCell, type SyntheticSystem } from '@cellwatch/synthetic-cell';
import type { Stretch, WatchedCell } from '../watched-cell.js';
import { cellOf, lastCycle, oneC, onsetCycle } from './cell-of.js';
import { printOhm } from './print-ohm.js';

const resistances = [1e3, 3e3, 1e4, 3e4, 1e5, 3e5, 1e6, 3e6];
const healthy: Stretch = { to_cycle: onsetCycle - 1 };

/** Permanent shunts that come with the ninth cycle's first record. */
export function permanentShunts(): WatchedCell[] {
  const systems: SyntheticSystem[] = ['full_cell', 'anode_half_cell'];
  return systems.flatMap((system) =>
    resistances.flatMap((resistance_ohm) =>
      [0.1, 0.3, 0.5, 3].flatMap((c_rate) =>
        [1, 10, 60].flatMap((sampling_second) =>
          [0.0001, 0.001].flatMap((noise_volt) =>
            seeds(sampling_second, system).map((seed) =>
              cellOf({
                seed,
                group: system === 'full_cell' ? 'permanent shunt, full cell' : 'permanent shunt, half-cell',
                row: printOhm(resistance_ohm),
                system,
                c_rate,
                sampling_second,
                noise_volt,
                resistance_ohm,
                fault: 'short',
                fixed: sampling_second === 60 && c_rate === 0.3 && noise_volt === 0.001 && seed === 2,
                stretches: [
                  healthy,
                  { to_cycle: lastCycle, onset_second: 0, over: { shunts: [{ from_cycle: 1, resistance_ohm }] } },
                ],
              }),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A record a second is dear to simulate: fewer cells, but for each one a held-out and a training one. */
function seeds(sampling_second: number, system: SyntheticSystem): number[] {
  if (system !== 'full_cell' || sampling_second !== 10) return [1, 2, 4];
  return [1, 2, 3, 4, 6, 8];
}

/** The same shunts, but they begin within a charge, a rest or a discharge. */
export function shuntsWithinCycle(): WatchedCell[] {
  const moments = [
    { name: 'in the middle of the charge', second: 4000 },
    { name: 'in the rest after the charge', second: 9700 },
    { name: 'in the middle of the discharge', second: 15_000 },
  ];
  return [1e4, 3e4, 1e5, 3e5, 1e6].flatMap((resistance_ohm) =>
    moments.flatMap(({ name, second }) =>
      [1, 2, 4, 6].map((seed) =>
        cellOf({
          seed,
          group: 'shunt that begins within a cycle',
          row: `${printOhm(resistance_ohm)} ${name}`,
          resistance_ohm,
          fault: 'short',
          stretches: [
            healthy,
            { to_cycle: lastCycle, for_second: second },
            { onset_second: 0, over: { shunts: [{ from_cycle: 1, resistance_ohm }] } },
          ],
        }),
      ),
    ),
  );
}

const depths = new Map([
  [1e3, 245],
  [3e3, 85],
  [1e4, 26],
  [3e4, 8.6],
  [1e5, 2.6],
]);

/** A shunt for 10 s in the ninth cycle's charge: once, or again and again. */
export function transientShunts(): WatchedCell[] {
  return [...depths].flatMap(([resistance_ohm, millivolt]) =>
    [1, 4, 12].flatMap((times) =>
      [1, 10, 60].flatMap((sampling_second) =>
        [0.0001, 0.001].flatMap((noise_volt) =>
          [1, 2, 4, 6].map((seed) => {
            const dips = Array.from({ length: times }, (_, index) => ({
              cycle: onsetCycle,
              // Odd seconds, so that no rhythm of records meets all of them or none.
              charging_second: 1823 + seed * 7 + index * 517,
              duration_second: 10,
              resistance_ohm,
            }));
            return cellOf({
              seed,
              group: 'shunt for 10 s',
              row: `${printOhm(resistance_ohm)}, ${times} × (${millivolt} mV)`,
              allows: allowed(millivolt, times, noise_volt),
              sampling_second,
              noise_volt,
              resistance_ohm,
              fault: 'short',
              stretches: [healthy, { to_cycle: lastCycle, onset_second: dips[0].charging_second, over: { dips } }],
            });
          }),
        ),
      ),
    ),
  );
}

/** What SOFT_DIP's limits let anyone hope for where records are as often as dips are long. */
function allowed(millivolt: number, times: number, noise_volt: number): string {
  // Noise of a difference of two records.
  const least = Math.max(3, 8000 * Math.SQRT2 * noise_volt);
  if (millivolt < least) return 'no';
  const counted = times * (millivolt >= 20 ? 3 : 1);
  return counted < 3 ? 'no' : counted < 10 ? 'warning' : 'critical';
}

/** By how much a shunt lowers the efficiency of a cell, in percentage points. */
export function efficiencyLoss(system: SyntheticSystem, resistance_ohm: number, c_rate: number): number {
  const volt = system === 'full_cell' ? 3.65 : 0.35;
  const coulomb = 3600 * 0.95 * referenceCell.capacity_ah;
  const second = (2 * coulomb) / (c_rate * oneC) + 2 * referenceCell.rest_second;
  return (100 * volt * second) / (resistance_ohm * coulomb);
}
