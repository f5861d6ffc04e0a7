import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declareFacts, declareSpectrum, topics, type CellSpectrum } from '@cellwatch/events';
import { inTransaction, landFacts, landResistances, landSpectra } from '@cellwatch/timescale';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import type { Browser, Page } from 'playwright-core';
import { resistancesOf } from '../support/fitted-spectra.js';
import { syntheticSpectrum } from '../support/synthetic-spectrum.js';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';
import { repeatUntil } from './listen.js';
import { describeWithBrowser, openBrowser } from './open-browser.js';

const pictures = process.env.SCREENSHOT_FOLDER ?? mkdtempSync(join(tmpdir(), 'cellwatch-pictures-'));
const cell_id = 'swept';
/** Half a per cent of |Z|, as an instrument adds it. */
function noisy(spectrum: CellSpectrum): CellSpectrum {
  const normal = seededNoise();
  const { cell_id, derived_cycle_count, measured_at_unix_second, voltage_volt, direction, temperature_celsius } =
    spectrum;
  const { frequency_hertz, real_impedance_ohm: real, imaginary_impedance_ohm: imaginary } = spectrum;
  const of = (column: number[]) =>
    column.map((value, at) => value + 0.005 * Math.hypot(real[at], imaginary[at]) * normal());
  return declareSpectrum({
    cell_id,
    derived_cycle_count,
    measured_at_unix_second,
    voltage_volt,
    direction,
    temperature_celsius,
    frequency_hertz,
    real_impedance_ohm: of(real),
    imaginary_impedance_ohm: of(imaginary),
  });
}

/** The sum of twelve even numbers is nearly normal. */
function seededNoise(): () => number {
  let state = 12_345;
  return () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    return sum;
  };
}

const facts = declareFacts({ cell_id, area_cm2: 0.785398 });
const spectra = [
  [0, 38.7],
  [10, 26.1],
  [50, 22.8],
  [100, 22.3],
  [150, 46],
].map(([derived_cycle_count, ohm]) => {
  const at = { derived_cycle_count, measured_at_unix_second: 1.7e9 + 3600 * derived_cycle_count };
  const spectrum = syntheticSpectrum(cell_id, ohm, at);
  return derived_cycle_count === 100 ? noisy(spectrum) : spectrum;
});
const refused = declareSpectrum({
  cell_id,
  frequency_hertz: [10, 1],
  real_impedance_ohm: [3, 4],
  imaginary_impedance_ohm: [-1, -1],
  derived_cycle_count: 160,
  measured_at_unix_second: 1.8e9,
});

describeWithBrowser('a cell’s impedance, in a browser', () => {
  let lab: Lab;
  let board: RunningBoard;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    buildPage();
    lab = await startLab();
    await inTransaction(lab.pool, async (client) => {
      await landFacts(client, [facts]);
      await landSpectra(client, spectra);
      await landResistances(client, await resistancesOf(facts, spectra));
    });
    board = await startBoard({ stream: lab.stream, database_url: lab.database_url, host: '127.0.0.1', port: 0 });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${board.url}/#/cells/${cell_id}`);
    await page.locator('.impedance .plot[data-points="162"]').first().waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await board?.stop();
    await lab?.stop();
    expect(complaints).toEqual([]);
  });

  test('the last spectrum with its fit, its verdict and what is found; every estimate with its deviation', async () => {
    const section = page.locator('.impedance');
    expect(await section.locator('.verdict').innerText()).toBe('accepted · circuit S2W · Kramers-Kronig: valid');
    expect(await section.locator('.findings li').allInnerTexts()).toEqual([
      expect.stringMatching(/^R_ct is 46\.0 Ω, 2\.02 × its reference of 22\.8 Ω/),
    ]);
    const rows = await section.locator('.observations tbody tr').allInnerTexts();
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatch(/^150\t.*\tS2W\tgrowth, critical\t/);
    expect(rows[4]).toMatch(/\t38\.700 ± \de-\d+\t/);
    expect(await section.locator('.plot').nth(6).getAttribute('data-points')).toBe('5');
    await section.scrollIntoViewIfNeeded();
    await section.screenshot({ path: join(pictures, 'impedance.png') });
  });

  test('another spectrum is chosen; a refused one comes in and says why', async () => {
    const section = page.locator('.impedance');
    await section.locator('select').selectOption(spectra[0].spectrum_id);
    await section.locator('.findings li').waitFor({ state: 'detached' });
    const noise = section.locator('select');
    await noise.selectOption(spectra[3].spectrum_id);
    await section.locator('.verdict', { hasText: 'doubtful' }).waitFor();
    const table = (name: string) => section.getByRole('region', { name }).locator('tbody tr');
    await table('Quantities of the fit').filter({ hasText: 'C_eff, ct' }).first().waitFor();
    const quantities = await table('Quantities of the fit').allInnerTexts();
    expect(quantities.find((row) => row.startsWith('R_ct'))).toMatch(/^R_ct\t2\d\.\d+ ± 0\.\d+\tΩ\t1\d\.\d+ ± 0\.\d+/);
    expect(quantities.find((row) => row.startsWith('C_eff, ct'))).toMatch(/\(1\.\d+ ± 0\.\d+\) · 10⁻⁴\tF/);
    expect(quantities.find((row) => row.startsWith('D_Li, apparent'))).toMatch(
      /–.*relative only: lithium concentration/,
    );
    expect(await table('Parameters of the circuit').count()).toBe(8);
    const beside = await table('Fit beside relaxation times').allInnerTexts();
    expect(beside.find((row) => row.startsWith('R_ct'))).toMatch(/^R_ct\t2\d\.\d+ ± 0\.\d+\t2\d\.\d\t/);
    // Nyquist, modulus, phase, relaxation times, residuals of the fit and of Kramers-Kronig.
    const drawn = await section
      .locator('.plot')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-points')));
    expect(drawn).toEqual(['162', '162', '162', '73', '162', '162', '5']);
    await section.screenshot({ path: join(pictures, 'impedance-noisy.png') });
    await page.emulateMedia({ colorScheme: 'dark' });
    await section.screenshot({ path: join(pictures, 'impedance-dark.png') });
    await page.setViewportSize({ width: 390, height: 844 });
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    await section.screenshot({ path: join(pictures, 'impedance-phone.png') });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
    expect(wide).toBe(390);
    await noise.selectOption(spectra[4].spectrum_id);
    const estimate = (await resistancesOf(facts, [...spectra, refused]))[5];
    await inTransaction(lab.pool, async (client) => {
      await landSpectra(client, [refused]);
      await landResistances(client, [estimate]);
    });
    const told = section.locator('.verdict[data-verdict="refused"]').waitFor();
    await repeatUntil(() => lab.publishResult(topics.resistances, estimate), told);
    expect(await section.locator('.findings li').first().getAttribute('data-code')).toBe('not_enough_points');
    expect(await section.locator('.observations tbody tr').first().innerText()).toMatch(/refused\t–\t–\t–/);
    await section.screenshot({ path: join(pictures, 'impedance-refused.png') });
  });
});
