import { jest } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CycleSummary } from '@cellwatch/events';
import { startHouse, type House } from '../support/house.js';
import { cells } from './cells/cells.js';
import { truthDocument } from './document.js';
import { judge } from './judge.js';
import { importCells, type Laboratory } from './laboratory.js';
import { startsWithDischarge, type TruthCell } from './truth-cell.js';
import { truths } from './truths.js';

jest.setTimeout(900_000);

const page = fileURLToPath(new URL('../../TRUTH.md', import.meta.url));

/** Energy efficiency is CE times the ratio of mean voltages; a half-cell, whose mean may be negative, has none. */
function identity({ facts }: TruthCell, cycle: CycleSummary): number {
  const { energy_efficiency, coulombic_efficiency, mean_charging_voltage_volt, mean_discharging_voltage_volt } = cycle;
  if (facts.system !== 'full_cell') return energy_efficiency === null ? 0 : 1;
  return Math.abs(
    energy_efficiency! - (coulombic_efficiency! * mean_discharging_voltage_volt!) / mean_charging_voltage_volt!,
  );
}

let house: House;
let laboratory: Laboratory;
beforeAll(async () => {
  house = (await startHouse())!;
  laboratory = await importCells(house, cells);
});
afterAll(() => house.stop());

describe('every cell comes back as it was made: capacities within 0.1 %, CE within 0.05 percentage points', () => {
  test.each(cells.map((cell) => [cell.name, cell] as const))('%s', (name, cell) => {
    const { cycles } = laboratory(name);
    expect(cycles.map(({ status }) => status)).toEqual([...cell.cycles.map(() => 'complete'), 'open']);
    const suspect = cycles.flatMap(({ flags }) => flags).filter((flag) => flag !== 'counter_used');
    expect(suspect).toEqual([]);
    cell.cycles.forEach(({ capacities }, at) => {
      const { specific_charging_capacity_mah_per_gram: charge, specific_discharging_capacity_mah_per_gram: discharge } = cycles[at]; // prettier-ignore
      const [first, second] = startsWithDischarge(cell) ? [discharge!, charge!] : [charge!, discharge!];
      expect(Math.abs(first / capacities[0] - 1)).toBeLessThan(0.001);
      expect(Math.abs(second / capacities[1] - 1)).toBeLessThan(0.001);
      expect(Math.abs(cycles[at].coulombic_efficiency! - capacities[1] / capacities[0])).toBeLessThan(0.0005);
      expect(cycles[at].voltage_hysteresis_volt).toBeGreaterThan(0);
      expect(identity(cell, cycles[at])).toBeLessThan(1e-9);
    });
  });
});

describe.each(truths.map((group) => [group.title, group] as const))('%s', (_, group) => {
  test.each(group.truths.map((truth) => [truth.quantity, truth.printed, truth] as const))('%s: %s', (_1, _2, truth) => {
    const judged = judge(truth, laboratory);
    expect({ computed: judged.computed, agrees: judged.agrees }).toEqual({ computed: judged.computed, agrees: true });
    // a wrong convention that gave the printed number would leave the row without a test
    for (const { convention, gives, found, told_apart } of judged.wrong)
      expect([convention, found, told_apart]).toEqual([convention, gives, true]);
  });
});

test('TRUTH.md is what was computed just now', () => {
  const { text, differ } = truthDocument(truths, laboratory);
  if (process.env.CELLWATCH_WRITE_TRUTH) writeFileSync(page, text);
  expect(existsSync(page) && readFileSync(page, 'utf8')).toBe(text);
  expect(differ).toBe(0);
});
