import type { CycleRow } from './cycle-table.js';

const tolerance = 0.1;
const step_celsius = 2;
const step_capacity = 0.1;
const mostRegimes = 8;

/**
 * A name for the operating conditions of each row. Told or computed rates within 10 % of those that a regime had last are the same
 * regime; rates that drift stay in theirs. Without rates, conditions are taken to have changed where mean temperature (by more
 * than 2 °C) and a capacity (by more than 10 %) step in the same row: a fault changes the one alone.
 */
export function regimesOfRows(rows: readonly CycleRow[], rate_unit: 'C' | 'A'): (string | null)[] {
  const known: { name: string; charging: number; discharging: number }[] = [];
  let conditions = 1;
  return rows.map((row, at) => {
    const charging = rateOf(row.charging_rate, row.charging_capacity_ah, row.charging_second);
    const discharging = rateOf(row.discharging_rate, row.discharging_capacity_ah, row.discharging_second);
    if (charging === null || discharging === null) {
      if (at > 0 && isStep(rows[at - 1], row)) conditions += 1;
      return rows.some(({ charging_rate, charging_second }) => charging_rate !== null || charging_second !== null)
        ? null
        : `conditions ${conditions}`;
    }
    const found = known.findIndex((one) => near(one.charging, charging) && near(one.discharging, discharging));
    const [regime] =
      found >= 0
        ? known.splice(found, 1)
        : [
            {
              name: `charge ${text(charging)} ${rate_unit}, discharge ${text(discharging)} ${rate_unit}`,
              charging,
              discharging,
            },
          ];
    Object.assign(regime, { charging, discharging });
    known.push(regime);
    if (known.length > mostRegimes) known.shift();
    return regime.name;
  });
}

function rateOf(told: number | null, capacity_ah: number | null, second: number | null): number | null {
  if (told !== null) return told === 0 ? null : Math.abs(told);
  return capacity_ah !== null && second !== null && capacity_ah > 0 && second > 0
    ? (capacity_ah * 3600) / second
    : null;
}

function isStep(before: CycleRow, row: CycleRow): boolean {
  const { temperature_celsius: from } = before;
  const { temperature_celsius: to } = row;
  if (from === null || to === null || Math.abs(to - from) <= step_celsius) return false;
  return (['charging_capacity_ah', 'discharging_capacity_ah'] as const).some((name) => {
    const [was, is] = [before[name], row[name]];
    return was !== null && is !== null && Math.abs(is - was) > step_capacity * was;
  });
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= tolerance * Math.max(one, other);
}

function text(rate: number): string {
  return String(Number(rate.toPrecision(3)));
}
