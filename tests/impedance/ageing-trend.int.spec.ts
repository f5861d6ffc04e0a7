import { readFileSync } from 'node:fs';
import { declareFacts, declareSpectrum, type ResistanceEstimate } from '@cellwatch/events';
import { theilSen } from '@cellwatch/impedance';
import { resistancesOf } from '../support/fitted-spectra.js';
import { hasSharedData, sharedData } from '../support/shared-data.js';

const given = hasSharedData() ? describe : describe.skip;
const circuit = 'R0-p(R1,CPE1)-p(R2,CPE2)-CPE3';
const cell_id = 'aged';

const rowsOf = (name: string) =>
  readFileSync(sharedData(name), 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(',').map(Number));

/** Sweeps of one cell in the order of its life, 130 in all, as cycles from 10 on. */
function streamed(count: number, impedance_circuit?: string): Promise<ResistanceEstimate[]> {
  const rows = rowsOf('eis/ageing/battery_data.converted.csv');
  const spectra = Array.from({ length: count }, (_, k) => {
    const points = rows.filter(([number]) => number === k + 1);
    return declareSpectrum({
      cell_id,
      derived_cycle_count: 10 + k,
      frequency_hertz: points.map(([, hertz]) => hertz),
      real_impedance_ohm: points.map(([, , re]) => re),
      imaginary_impedance_ohm: points.map(([, , , im]) => im),
    });
  });
  return resistancesOf(declareFacts({ cell_id, ...(impedance_circuit ? { impedance_circuit } : {}) }), spectra);
}

const median = (values: number[]) => values.toSorted((one, other) => one - other)[values.length >> 1];
const stepsOf = (values: number[]) => values.slice(1).map((value, i) => value - values[i]);

/** Median size of a step, in % of the level; and how many steps are beyond 3 robust σ of the others. */
function smoothness(values: number[]): { step_percent: number; jumps: number } {
  const steps = stepsOf(values);
  const sigma = 1.4826 * median(steps.map((step) => Math.abs(step - median(steps))));
  return {
    step_percent: (100 * median(steps.map(Math.abs))) / median(values),
    jumps: steps.filter((step) => Math.abs(step - median(steps)) > 3 * sigma).length,
  };
}

function correlation(one: number[], other: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value / values.length, 0);
  const product = (x: number[], y: number[]) =>
    x.reduce((sum, value, i) => sum + (value - mean(x)) * (y[i] - mean(y)), 0);
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
}

given('the life of one cell in 130 spectra, streamed as a user would', () => {
  test('the default circuit refuses most of the young cell’s, and each refusal names the circuit that would be accepted', async () => {
    const results = await streamed(40);
    const refused = results.filter(({ verdict }) => verdict === 'refused');
    expect(refused.length).toBeGreaterThan(20);
    const named = refused.filter(({ findings }) =>
      findings.some(({ code, message }) => code === 'another_circuit' && message.includes(`; ${circuit} does`)),
    );
    expect(named.length).toBeGreaterThanOrEqual(refused.length - 1);
  }, 120_000);

  test('with that circuit declared: one series, smooth, and growing where ageing makes it grow', async () => {
    const results = await streamed(130, circuit);
    const taken = results.filter(({ comparable }) => comparable);
    expect(taken.length).toBeGreaterThanOrEqual(125);
    expect(new Set(taken.map(({ series_key }) => series_key)).size).toBe(1);
    expect(taken[0].series_key).toContain(circuit);
    const of = (name: 'ohmic' | 'interphase' | 'charge_transfer') => taken.map((one) => one[`${name}_resistance_ohm`]!);
    const cycles = taken.map(({ derived_cycle_count }) => derived_cycle_count!);

    // Measured: steps of 1.7 and 3.2 %, with 0 and 1 jumps.
    const [ohmic, interphase] = [smoothness(of('ohmic')), smoothness(of('interphase'))];
    expect(ohmic.step_percent).toBeLessThan(2.5);
    expect(ohmic.jumps).toBeLessThanOrEqual(2);
    expect(interphase.step_percent).toBeLessThan(5);
    expect(interphase.jumps).toBeLessThanOrEqual(3);

    // R_ct steps by 31 %: the cell's own, which ended each discharge elsewhere. They are the steps of the arc, read off without a circuit.
    const widths = rowsOf('eis/ageing/battery_data.computed.csv').map((row) => row[6]);
    const width = cycles.map((cycle) => widths[cycle - 10]);
    const chargeTransfer = of('charge_transfer');
    expect(correlation(stepsOf(chargeTransfer), stepsOf(width))).toBeGreaterThan(0.98);
    expect(smoothness(chargeTransfer).jumps).toBeLessThanOrEqual(4);
    for (const values of [of('ohmic'), chargeTransfer]) expect(theilSen(cycles, values)!.lower!).toBeGreaterThan(0);
  }, 120_000);
});
