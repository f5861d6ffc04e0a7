import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { circuitImpedance, circuitOf } from '@cellwatch/impedance';
import { runProgram } from '../support/program.js';
import { hasSharedData, sharedData } from '../support/shared-data.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const given = hasSharedData() ? describe : describe.skip;

/** A pellet with R_1 3, R_int 12 and R_ct 38.7 Ω: 81 frequencies from 1 MHz to 10 mHz. */
const frequency = Array.from({ length: 81 }, (_, k) => 10 ** (6 - k / 10));
type Row = [f: number, re: number, im: number];
function cell(chargeTransfer = 38.7): Row[] {
  const z = circuitImpedance(circuitOf('S2W'), [3, 12, 2e-5, 0.85, chargeTransfer, 4e-4, 0.8, 25], frequency);
  return frequency.map((f, i) => [f, z.real_impedance_ohm[i], z.imaginary_impedance_ohm[i]]);
}

function file(name: string, header: string, rows: unknown[][]): string {
  const path = join(folder, name);
  writeFileSync(path, `${header}\n${rows.map((row) => row.join(',')).join('\n')}\n`);
  return path;
}

const spectrum = (...args: string[]) => runProgram(['spectrum', ...args]).ended;

interface Printed {
  source_format: string;
  set_aside: { reason: string; rows: number }[];
  spectra: {
    meta: { spectrum_number: number };
    result: {
      verdict: string;
      comparable: boolean;
      points: number;
      findings: { code: string; message: string }[];
      kramers_kronig: { verdict: string; kind: string | null } | null;
      fit: Record<string, { value: number } | null> | null;
      diffusion_coefficient_cm2_per_second: { value: number } | null;
    };
  }[];
  trends: { per: string; points: unknown[]; trend: { resistance_ratio: number; alert: string | null } }[];
}

async function results(path: string, ...args: string[]) {
  const { code, stdout, stderr } = await spectrum(path, '--format', 'json', ...args);
  if (stdout === '') return { code, stderr, printed: null, result: null, codes: [] };
  const printed = JSON.parse(stdout) as Printed;
  const [{ result }] = printed.spectra;
  return { code, stderr, printed, result, codes: result.findings.map((finding) => finding.code) };
}

const chargeTransfer = (result: Printed['spectra'][number]['result'] | null) =>
  result?.fit?.charge_transfer_resistance_ohm?.value ?? null;

describe('cellwatch spectrum', () => {
  test('a sound sweep: verdicts, parameters in Ω and Ω·cm², diffusion where its inputs were given, a picture', async () => {
    const path = file('sound.csv', "f,Z',Z''", cell());
    const picture = join(folder, 'sound.svg');
    const inputs = ['--area', '0.785398', '--concentration', '0.0829', '--temperature', '25'];
    const { code, stdout, stderr } = await spectrum(path, ...inputs, '--plot', picture);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/Kramers-Kronig +pass/);
    expect(stdout).toMatch(/fit +accepted/);
    expect(stdout).toMatch(/comparable +yes/);
    expect(stdout).toMatch(/^R_ct +38\.700?\S* ± \S+ +Ω$/m);
    expect(stdout).toMatch(/^R_ct +30\.39\S* ± \S+ +Ω·cm²$/m);
    expect(stdout).toMatch(/^C_eff, ct .* F$/m);
    expect(stdout).toMatch(/^σ_W +2[45]\.\S* ± \S+ +Ω·s\^-½$/m);
    expect(stdout).toMatch(/^D_Li, apparent +\(1\.3\S* ± \S+\)e-14 +cm²\/s$/m);
    const svg = readFileSync(picture, 'utf8');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toMatch(/<script|href=|url\((?!#)|@import/);
    expect(svg.match(/<g id="(nyquist|modulus|phase|residual|validity)-curves"/g)).toHaveLength(5);
    const nyquist = /<g id="nyquist-curves"[^]*?<\/g>\n<polyline/.exec(svg)![0];
    expect(nyquist.match(/<circle /g)).toHaveLength(81);
  });

  test('no diffusion coefficient without its inputs, no Ω·cm² without an area', async () => {
    const { stdout } = await spectrum(file('bare.csv', "f,Z',Z''", cell()));
    expect(stdout).not.toMatch(/D_Li|cm²/);
    expect(
      (await results(file('bare.csv', "f,Z',Z''", cell()))).result!.diffusion_coefficient_cm2_per_second,
    ).toBeNull();
  });

  test('the area of the cell’s facts, unless another is given', async () => {
    const facts = join(folder, 'cell.yaml');
    writeFileSync(facts, 'cell_id: P-7\nsystem: full_cell\narea_cm2: 2\n');
    const path = file('facts.csv', "f,Z',Z''", cell());
    const perArea = async (...args: string[]) =>
      (await results(path, '--cell', facts, ...args)).result!.fit!.charge_transfer_resistance_ohm_cm2!.value;
    expect(await perArea()).toBeCloseTo(77.4, 2);
    expect(await perArea('--area', '3')).toBeCloseTo(116.1, 2);
  });

  test('the axes of the Nyquist picture are equal', async () => {
    const picture = join(folder, 'equal.svg');
    await spectrum(file('equal.csv', "f,Z',Z''", cell()), '--plot', picture);
    const svg = readFileSync(picture, 'utf8');
    const frame = /id="nyquist"[^]*?<rect class="frame" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/.exec(svg)!; // prettier-ignore
    expect(frame).not.toBeNull();
    const circles = [
      ...svg
        .split('id="nyquist-curves"')[1]
        .split('</g>')[0]
        .matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g),
    ];
    const [first, last] = [circles[0], circles[circles.length - 1]];
    const rows = cell();
    const across = (Number(last[1]) - Number(first[1])) / (rows[80][1] - rows[0][1]);
    const upward = (Number(first[2]) - Number(last[2])) / (rows[0][2] - rows[80][2]);
    expect(across / upward).toBeCloseTo(1, 2);
  });

  test('many sweeps: a table, and a trend that finds the growth', async () => {
    const cycles = [10, 20, 30, 40, 50, 60];
    const rows = cycles.flatMap((cycle, i) => cell(22 * (i < 3 ? 1 : 1 + 0.4 * (i - 2))).map((row) => [cycle, ...row]));
    const path = file('campaign.csv', "cycle,f,Z',Z''", rows);
    const { code, stdout } = await spectrum(path, '--plot', join(folder, 'campaign.svg'));
    expect(code).toBe(0);
    expect(stdout).toContain('6 spectra, circuit S2W: 6 accepted, 6 comparable');
    expect(stdout).toMatch(/trend of R_ct.*22 Ω at cycle 10 → 48\.4 Ω at 60.*2\.2 × the reference: critical/);
    const { printed } = await results(path);
    expect(printed!.trends).toMatchObject([{ per: 'cycle', trend: { alert: 'critical' } }]);
    expect(printed!.trends[0].points).toHaveLength(6);
  });

  test('another circuit, by name or in notation; one that cannot be parsed names the position', async () => {
    const path = file('circuits.csv', "f,Z',Z''", cell());
    const notation = await results(path, '--circuit', 'R1-p(R2,CPE2)-p(R3,CPE3)-W1');
    expect(notation.code).toBe(0);
    expect((notation.result!.fit as unknown as { parameters: { name: string }[] }).parameters[0].name).toBe('R1');
    expect((await results(path, '--circuit', 'S1W')).code).toBe(3);
    const broken = await spectrum(path, '--circuit', 'R1-p(R2');
    expect([broken.code, broken.stderr]).toEqual([2, expect.stringMatching(/position 8.*known by name: S2W/)]);
  });

  test('wrong usage, and what is not there', async () => {
    expect((await spectrum(file('use.csv', "f,Z',Z''", cell()), '--area', '0')).code).toBe(2);
    expect(await spectrum(join(folder, 'none.csv'))).toMatchObject({ code: 1, stderr: expect.stringContaining('none.csv') }); // prettier-ignore
    const plot = await spectrum(file('use.csv', "f,Z',Z''", cell()), '--plot', join(folder, 'no/such/folder.svg'));
    expect([plot.code, plot.stderr]).toEqual([1, expect.stringContaining('--plot')]);
  });
});

describe('bad input gives a verdict and a reason, never a number that looks fine', () => {
  const degree = 180 / Math.PI;
  const polar = (unit: number) => cell().map(([f, re, im]) => [f, Math.hypot(re, im), Math.atan2(im, re) * unit]);

  test('sorted wrongly: put in order, and said', async () => {
    const rows = cell();
    const { code, result, codes } = await results(
      file('order.csv', "f,Z',Z''", [...rows.slice(30), ...rows.slice(0, 30)]),
    );
    expect([code, codes]).toEqual([0, ['reordered']]);
    expect(chargeTransfer(result)).toBeCloseTo(38.7, 2);
  });

  test('degrees under a header of radians: the file is refused, with the line', async () => {
    const { code, stderr, printed } = await results(file('radians.csv', 'f,|Z|,phase (rad)', polar(degree)));
    expect([code, printed]).toEqual([1, null]);
    expect(stderr).toMatch(/radians\.csv:\d+: phase_unit: got a phase of -\S+ under a header of radians/);
  });

  test('radians under a header of degrees: refused', async () => {
    const { code, result } = await results(file('degrees.csv', 'f,|Z|,phase (deg)', polar(1)));
    expect([code, result!.verdict, chargeTransfer(result)]).toEqual([3, 'refused', null]);
    expect(result!.findings.at(-1)!.message).toContain('radians read as degrees');
  });

  test('a phase without a unit: refused, and what would help is said', async () => {
    const { code, stderr } = await results(file('unitless.csv', 'f,|Z|,phase', polar(degree)));
    expect([code, stderr]).toEqual([1, expect.stringContaining('expected deg or rad in the header')]);
  });

  test('parts computed from degrees as if they were radians: refused', async () => {
    const wrong = polar(degree).map(([f, modulus, phase]) => [f, modulus * Math.cos(phase), modulus * Math.sin(phase)]);
    const { code, result, codes } = await results(file('computed.csv', "f,Z',Z''", wrong));
    expect([code, result!.verdict, chargeTransfer(result), codes.at(-1)]).toEqual([3, 'refused', null, 'phase_unit']);
  });

  test('Ω·cm² in the header: refused without an area, divided by it with one', async () => {
    const path = file('area.csv', 'f,Re [Ohm cm2],Im [Ohm cm2]', cell().map(([f, re, im]) => [f, re * 0.785, im * 0.785])); // prettier-ignore
    const bare = await results(path);
    expect([bare.code, bare.result!.verdict, bare.codes]).toEqual([3, 'refused', ['area_missing']]);
    const { code, result, codes } = await results(path, '--area', '0.785');
    expect([code, codes]).toEqual([0, ['area_removed']]);
    expect(chargeTransfer(result)).toBeCloseTo(38.7, 2);
  });

  test('Ω·cm² under a header of Ω, in a campaign: shown, and compared with nothing', async () => {
    const rows = [1, 2].flatMap((cycle) => cell().map(([f, re, im]) => [cycle, f, re * (cycle === 2 ? 2 : 1), im * (cycle === 2 ? 2 : 1)])); // prettier-ignore
    const { printed } = await results(file('mixed.csv', "cycle,f,Z',Z''", rows), '--area', '2');
    expect(printed!.spectra.map(({ result }) => result.comparable)).toEqual([true, false]);
    expect(printed!.spectra[1].result.findings[0]).toMatchObject({ code: 'impedance_unit', message: expect.stringContaining('Ω·cm²') }); // prettier-ignore
  });

  test('a flipped sign: turned, and said', async () => {
    const { code, result, codes } = await results(file('sign.csv', "f,Z',Z''", cell().map(([f, re, im]) => [f, re, -im]))); // prettier-ignore
    expect([code, codes]).toEqual([0, ['sign_flipped']]);
    expect(chargeTransfer(result)).toBeCloseTo(38.7, 2);
  });

  test('mHz under a header of Hz: refused; mHz under a header of mHz: read', async () => {
    const rows = cell().map(([f, re, im]) => [f * 1000, re, im]);
    const { code, result, codes } = await results(file('mhz.csv', 'f [Hz],Re,Im', rows));
    expect([code, result!.verdict, codes]).toEqual([3, 'refused', ['frequency_unit']]);
    expect(result!.findings[0].message).toContain('mHz');
    expect(chargeTransfer((await results(file('mhz.csv', 'f [mHz],Re,Im', rows))).result)).toBeCloseTo(38.7, 2);
  });

  test('two points: refused, with how many are needed', async () => {
    const { code, result, codes } = await results(file('two.csv', "f,Z',Z''", cell().slice(0, 2)));
    expect([code, result!.verdict, codes]).toEqual([3, 'refused', ['not_enough_points']]);
    const picture = join(folder, 'two.svg');
    await spectrum(file('two.csv', "f,Z',Z''", cell().slice(0, 2)), '--plot', picture);
    expect(readFileSync(picture, 'utf8')).toContain('refused: 2 distinct frequencies');
  });

  test('repeated frequencies: the last of each is kept, and said', async () => {
    const wrong = cell().slice(0, 10).map(([f, re, im]) => [f, re * 3, im]); // prettier-ignore
    const { code, result, codes } = await results(file('twice.csv', "f,Z',Z''", [...wrong, ...cell()]));
    expect([code, result!.points]).toEqual([0, 81]);
    expect(codes).toContain('duplicate_frequency');
    expect(chargeTransfer(result)).toBeCloseTo(38.7, 2);
  });

  test('an inductive tail: dropped, and said, or fitted where the circuit has an inductance', async () => {
    const rows = cell().map(([f, re, im]) => [f, re, im + 2 * Math.PI * f * 1e-6]);
    const path = file('tail.csv', "f,Z',Z''", rows);
    // The tail still bends the points that are left, and the fit says so.
    const { code, codes, result } = await results(path);
    expect([code, codes.slice(0, 2), chargeTransfer(result)]).toEqual([3, ['inductive_tail', 'poor_fit'], null]);
    const fitted = await results(path, '--circuit', 'L1-R1-p(R2,CPE2)-p(R3,CPE3)-W1');
    expect([fitted.code, fitted.codes]).toEqual([0, ['inductive_tail']]);
  });

  test('inductance alone: refused', async () => {
    const rows = frequency.map((f) => [f, 3 + 1e-9 * f, 2 * Math.PI * f * 1e-6]);
    const { code, result } = await results(file('coil.csv', "f,Z',Z''", rows));
    expect([code, result!.comparable, chargeTransfer(result)]).toEqual([3, false, null]);
  });

  test('a cell that drifts while it is swept: fails Kramers and Kronig as drift, compared with nothing', async () => {
    const rows = cell().map(([f], i) => cell(38.7 * (1 + 0.25 * Math.max(0, -Math.log10(f))))[i]);
    const { result } = await results(file('drift.csv', "f,Z',Z''", rows), '--area', '1', '--concentration', '0.0829', '--temperature', '25'); // prettier-ignore
    expect(result).toMatchObject({
      comparable: false,
      kramers_kronig: { verdict: 'fail', kind: 'drift' },
      diffusion_coefficient_cm2_per_second: null,
    });
  });

  test('a million points: thinned, fitted, and said', async () => {
    const many = Array.from({ length: 1_000_000 }, (_, k) => 10 ** (6 - (k * 8) / 999_999));
    const z = circuitImpedance(circuitOf('S2W'), [3, 12, 2e-5, 0.85, 38.7, 4e-4, 0.8, 25], many);
    const path = join(folder, 'million.csv');
    const rows = many.map((f, i) => `${f},${z.real_impedance_ohm[i]},${z.imaginary_impedance_ohm[i]}`);
    writeFileSync(path, `f,Z',Z''\n${rows.join('\n')}\n`);
    const { code, result, codes } = await results(path, '--plot', join(folder, 'million.svg'));
    expect([code, codes]).toEqual([0, ['thinned']]);
    expect(chargeTransfer(result)).toBeCloseTo(38.7, 2);
    expect(readFileSync(join(folder, 'million.svg'), 'utf8').length).toBeLessThan(1_000_000);
  });

  test('a lost name: the file is refused, with the line', async () => {
    const { code, stderr } = await results(file('lost.csv', "f,Z',Z''", cell().map(([f, re, im]) => [f, 0, re, im]))); // prettier-ignore
    expect([code, stderr]).toEqual([1, expect.stringContaining('lost.csv:2: columns_shifted: 4 fields under 3 names')]);
  });

  test('broken rows: the others are fitted, and the shell sees that not all was there', async () => {
    const rows: unknown[][] = cell();
    rows.splice(5, 0, [1, 'x', 2], [1]);
    const { code, printed, stderr, result } = await results(file('broken.csv', "f,Z',Z''", rows));
    expect(code).toBe(3);
    expect(printed!.set_aside.map(({ reason, rows }) => [reason, rows])).toEqual([
      ['not_a_number', 1],
      ['truncated_row', 1],
    ]);
    expect(stderr).toContain('broken.csv:7: 1 row set aside: not_a_number: got "x"');
    expect(chargeTransfer(result)).toBeCloseTo(38.7, 2);
  });
});

given('real files through the verb', () => {
  test('130 sweeps of one ageing cell', async () => {
    const { printed } = await results(sharedData('eis/ageing/battery_data.converted.csv'));
    expect(printed!.spectra).toHaveLength(130);
    for (const { result } of printed!.spectra) {
      expect(result.verdict === 'accepted' || result.findings.length > 0).toBe(true);
      if (result.verdict === 'refused') expect(chargeTransfer(result)).toBeNull();
    }
  });

  test('the same as an array of NumPy, with the circuit that its refusals name: a trend of R_ct over the spectra', async () => {
    const path = sharedData('eis/ageing/battery_data.npy');
    const { stdout } = await spectrum(path);
    const named = /another_circuit \(\d+\): S2W does not describe this spectrum; (\S+) does/.exec(stdout);
    expect(named?.[1]).toBe('R0-p(R1,CPE1)-p(R2,CPE2)-CPE3');
    const { printed } = await results(path, '--circuit', named![1]);
    expect(printed!.source_format).toBe('numpy.npy.eis');
    expect(printed!.spectra.filter(({ result }) => result.comparable).length).toBeGreaterThanOrEqual(125);
    expect(printed!.trends).toMatchObject([{ quantity: 'R_ct', per: 'spectrum' }]);
    expect(printed!.trends[0].points.length).toBeGreaterThanOrEqual(125);
  }, 60_000);

  test('noise above 10 kHz: every sweep of geis fails Kramers and Kronig, and there is no trend', async () => {
    const { code, printed } = await results(sharedData('eis/biologic/geis.mpt.gz'));
    expect(code).toBe(3);
    expect(new Set(printed!.spectra.map(({ result }) => result.kramers_kronig?.verdict))).toEqual(new Set(['fail']));
    expect(printed!.trends).toEqual([]);
  });

  test('a cycler file is refused, and what is expected is said', async () => {
    const { code, stderr } = await spectrum(sharedData('maccor/example_formation.062'));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/not_impedance: got "Today's Date.*expected a sweep of one of/)]); // prettier-ignore
  });
});
