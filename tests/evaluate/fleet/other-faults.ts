import { referenceCell } from '@cellwatch/synthetic-cell';
import type { WatchedCell } from '../watched-cell.js';
import type { Spoiling } from '../spoil.js';
import { cellOf, lastCycle, onsetCycle } from './cell-of.js';

const seeds = [1, 2, 3, 4];

export function contactLosses(): WatchedCell[] {
  return [30, 70, 150].flatMap((added_ohm) =>
    [undefined, 3000].flatMap((charging_second) =>
      [1, 10, 60].flatMap((sampling_second) =>
        (sampling_second === 1 ? [1, 2] : seeds).map((seed) =>
          cellOf({
            seed,
            group: 'contact loss',
            row: `${added_ohm} Ω ${charging_second ? 'in the charge' : 'before the cycle'}, a record each ${sampling_second} s`,
            allows:
              sampling_second > 10
                ? 'a step of the voltage is not told from its course'
                : `${(0.62345 * added_ohm).toFixed(0)} mV; the edge rises to ${(1 + added_ohm / 70).toFixed(1)} times`,
            sampling_second,
            fault: 'contact_loss',
            fixed: sampling_second === 60 && seed === 2 && added_ohm === 150,
            stretches: [
              { to_cycle: onsetCycle - 1 },
              {
                to_cycle: lastCycle,
                onset_second: charging_second ?? 0,
                over: { contact_losses: [{ from_cycle: onsetCycle, charging_second, added_ohm }] },
              },
            ],
          }),
        ),
      ),
    ),
  );
}

export function chamberFaults(): WatchedCell[] {
  const faults = [
    { added_celsius: 3, minutes: 30 },
    { added_celsius: -8, minutes: 30 },
    { added_celsius: 10, minutes: 240 },
  ];
  return faults.flatMap(({ added_celsius, minutes }) =>
    seeds.map((seed) => {
      const from_second = 9 * 20_000 + 1000 * seed;
      return cellOf({
        seed,
        group: 'chamber',
        row: `${added_celsius} °C for ${minutes} min`,
        sampling_second: 60,
        fault: 'chamber',
        fixed: seed === 2,
        stretches: [
          { to_cycle: lastCycle, for_second: from_second },
          {
            onset_second: 0,
            over: { chamber_faults: [{ from_second, to_second: from_second + 60 * minutes, added_celsius }] },
          },
        ],
      });
    }),
  );
}

const dataErrors: [Spoiling, string][] = [
  ['current and capacity in milli-units', ''],
  ['sign of the current turned', ''],
  ['leads swapped', ''],
  ['clock set back by half an hour', ''],
  ['every 50th record with the time of the one before', ''],
  ['half an hour of a charge missing', 'a flag of the cycle; no rule speaks of it'],
  ['cycler’s counter a tenth short', ''],
];

export function spoiltData(): WatchedCell[] {
  return dataErrors.flatMap(([spoiling, allows]) =>
    seeds.map((seed) =>
      cellOf({
        seed,
        group: 'data error',
        row: spoiling,
        allows,
        fault: 'data_error',
        sampling_second: 10,
        fixed: seed === 2,
        stretches: [{ to_cycle: onsetCycle - 1 }, { to_cycle: lastCycle, onset_second: 0, spoiling }],
      }),
    ),
  );
}

/** Real fade, without a short: a sudden one, a knee, a slow one past what a lab accepts. */
export function fades(): WatchedCell[] {
  const capacity_ah = referenceCell.capacity_ah;
  const base = { group: 'fade' as const, fault: 'fade' as const, sampling_second: 60 };
  const sudden = [0.05, 0.15].flatMap((share) =>
    seeds.map((seed) =>
      cellOf({
        ...base,
        seed,
        row: `${100 * share} % lost from one cycle to the next`,
        options: { capacity_ah },
        fixed: seed === 2,
        stretches: [
          { to_cycle: onsetCycle - 1 },
          { to_cycle: lastCycle, onset_second: 0, over: { capacity_ah: capacity_ah * (1 - share) } },
        ],
      }),
    ),
  );
  const knees = seeds.map((seed) =>
    cellOf({
      ...base,
      seed,
      row: 'knee at cycle 100: 0.07 to 0.57 % a cycle',
      options: { fade_per_cycle: 0.0007, capacity_ah },
      stretches: [
        { to_cycle: 99 },
        {
          to_cycle: 150,
          onset_second: 0,
          over: { fade_per_cycle: 0.0057, capacity_ah: capacity_ah * (0.9993 / 0.9943) ** 99 },
        },
      ],
    }),
  );
  const slow = seeds.map((seed) =>
    cellOf({
      ...base,
      seed,
      row: '0.3 % a cycle: below 85 % from cycle 56 on',
      options: { fade_per_cycle: 0.003 },
      stretches: [{ to_cycle: 55 }, { to_cycle: 90, onset_second: 0 }],
    }),
  );
  return [...sudden, ...knees, ...slow];
}
