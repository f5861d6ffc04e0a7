import { circuitImpedance, circuitOf, fitSpectrum, type SpectrumResult } from '@cellwatch/impedance';
import { spawnSync } from 'node:child_process';

const rounds = 9;
const sweeps = 130;
/** In milliseconds a spectrum, on one core. */
const allowed = { warm: 5, cold: 12 };

type Sweep = Parameters<typeof fitSpectrum>[0];

/** Sweeps of 81 points with 0.5 % noise, of a cell whose R_ct grows: everything that `fitSpectrum` does, against a bare evaluation. */
export async function impedanceBench(): Promise<{ name: string; ratio: number; baseline: string; detail: string }[]> {
  const campaign = Array.from({ length: sweeps }, (_, cycle) => sweepOf(22 + 0.1 * cycle, cycle));
  const circuit = circuitOf('S2W');
  const parameters = [3, 12, 2e-5, 0.85, 22, 4e-4, 0.8, 25];
  let accepted = 0;
  const seconds = best([
    () => campaign.forEach(({ frequency_hertz }) => circuitImpedance(circuit, parameters, frequency_hertz)),
    () => {
      accepted = 0;
      let previous: SpectrumResult | null = null;
      for (const sweep of campaign) {
        previous = fitSpectrum(sweep, { previous });
        if (previous.verdict === 'accepted') accepted++;
      }
    },
    () => {
      for (const sweep of campaign)
        if (fitSpectrum(sweep).verdict !== 'accepted') throw new Error('impedance bench: refused');
    },
  ]);
  if (accepted !== sweeps) throw new Error(`impedance bench: got ${accepted} accepted fits, expected ${sweeps}`);
  const [bare, warm, cold] = seconds.map((total) => (1000 * total) / sweeps);
  const each = (milliseconds: number) => `${milliseconds.toFixed(2)} ms a spectrum of 81 points`;
  const baseline = 'one bare evaluation with its derivatives';
  const figures = [
    {
      name: 'Spectrum, warm: checks, Lin-KK, fit, 1σ',
      ratio: bare / warm,
      baseline,
      detail: `${each(warm)}; the bare evaluation ${(1000 * bare).toFixed(0)} µs`,
    },
    { name: 'Spectrum, cold: the same from every start', ratio: bare / cold, baseline, detail: each(cold) },
    {
      name: 'Spectrum, warm, of what it may take',
      ratio: allowed.warm / warm,
      baseline: `${allowed.warm} ms`,
      detail: each(warm),
    },
    {
      name: 'Spectrum, cold, of what it may take',
      ratio: allowed.cold / cold,
      baseline: `${allowed.cold} ms`,
      detail: each(cold),
    },
    {
      name: `${sweeps} spectra of one cell, refitted`,
      ratio: 1 / seconds[1],
      baseline: 'one second',
      detail: `${seconds[1].toFixed(2)} s warm, ${seconds[2].toFixed(2)} s cold`,
    },
  ];
  const python = impedancePy(campaign[0]);
  const single = 1000 * best([() => void fitSpectrum(campaign[0], { starts: 0 })])[0];
  if (python !== null)
    figures.push({
      name: 'Single start',
      ratio: python / single,
      baseline: 'impedance.py, single start',
      detail: `${single.toFixed(2)} ms; impedance.py ${python.toFixed(0)} ms`,
    });
  return figures;
}

function best(runs: (() => void)[]): number[] {
  const least = runs.map(() => Infinity);
  for (let round = 0; round < rounds; round++)
    runs.forEach((run, index) => {
      const began = performance.now();
      run();
      least[index] = Math.min(least[index], (performance.now() - began) / 1000);
    });
  return least;
}

function sweepOf(chargeTransfer: number, seed: number): Sweep {
  const frequency_hertz = Float64Array.from({ length: 81 }, (_, k) => 10 ** (6 - k / 10));
  const parameters = [3, 12, 2e-5, 0.85, chargeTransfer, 4e-4, 0.8, 25];
  const { real_impedance_ohm, imaginary_impedance_ohm } = circuitImpedance(
    circuitOf('S2W'),
    parameters,
    frequency_hertz,
  );
  let state = 12_345 + 7919 * seed;
  const noise = () => {
    // The sum of twelve even numbers is nearly normal.
    let sum = -6;
    for (let i = 0; i < 12; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      sum += state / 2 ** 32;
    }
    return 0.005 * sum;
  };
  frequency_hertz.forEach((_, i) => {
    const modulus = Math.hypot(real_impedance_ohm[i], imaginary_impedance_ohm[i]);
    real_impedance_ohm[i] += modulus * noise();
    imaginary_impedance_ohm[i] += modulus * noise();
  });
  return { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm };
}

/** Milliseconds of one fit of the same circuit to the same sweep; null where Python has no impedance.py. */
function impedancePy({ frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm }: Sweep): number | null {
  const program = `
import json, sys, time
import numpy as np
from impedance.models.circuits import CustomCircuit
d = json.load(sys.stdin)
f, z = np.array(d['f']), np.array(d['re']) + 1j * np.array(d['im'])
guess = [3.03, 14.6, 2.24e-5, .85, 20.0, 3.07e-4, .85, 25.0]
best = 1e9
for _ in range(3):
    c = CustomCircuit('R0-p(R1,CPE1)-p(R2,CPE2)-W1', initial_guess=guess)
    began = time.perf_counter()
    c.fit(f, z, weight_by_modulus=True)
    best = min(best, time.perf_counter() - began)
print(1000 * best)
`;
  const columns = { f: frequency_hertz, re: real_impedance_ohm, im: imaginary_impedance_ohm };
  const input = JSON.stringify(
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, Array.from(column)])),
  );
  const { status, stdout } = spawnSync('python3', ['-c', program], { input, encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}
