import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declareFacts, declareObservation, parseCellFacts, topics } from '@cellwatch/events';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import { inTransaction, landFacts, landObservations } from '@cellwatch/timescale';
import type { Browser, Page } from 'playwright-core';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';
import { describeWithBrowser, openBrowser } from './open-browser.js';

const pictures = process.env.SCREENSHOT_FOLDER ?? mkdtempSync(join(tmpdir(), 'cellwatch-pictures-'));

/** Every fact that a half-cell can have. */
const whole = {
  system: 'anode_half_cell',
  label: 'G/C in LPSC',
  campaign: 'Si series',
  nominal_capacity_ah: 0.0022,
  active_mass_gram: 0.0019635,
  active_loading_mg_per_cm2: 2.5,
  area_cm2: 0.785398,
  one_c_milliampere_per_gram: 1200,
  active_fraction: 0.7,
  counter_loading_mg_per_cm2: 30,
  counter_active_fraction: 1,
  counter_specific_capacity_mah_per_gram: 3860,
  separator_thickness_micrometer: 600,
  projected_separator_thickness_micrometer: 30,
  separator_density_gram_per_cm3: 1.698,
  collector_areal_mass_mg_per_cm2: 9,
  mass_model: 'coatings',
  lower_voltage_limit_volt: -0.6,
  upper_voltage_limit_volt: 1.38,
  reference_electrode: 'lithium_indium',
  reference_offset_volt: 0.62,
  polarity: 'normal',
  temperature_set_point_celsius: 60,
  temperature_schedule: [
    { from_cycle: 5, celsius: 25 },
    { from_cycle: 8, celsius: -10.5 },
  ],
  pressure_set_point_pa: 4e7,
  prelithiated: false,
  formation_cycles: [1, 2],
  check_up_cycles: [50],
  c_rate_schedule: [{ from_cycle: 1, c_rate: 0.25 }],
  expected_peaks: [{ name: 'Si', voltage_volt: 0.35, direction: 'charge' }],
  retention_reference: 'cycle1',
  average_coulombic_efficiency_include_first: true,
  factors: { anode: 'G/C', pressure_mpa: 40, batch: '7' },
  replicate: 'a',
  failed_at_cycle: 120,
};

describeWithBrowser('describing a cell, in a browser', () => {
  let lab: Lab;
  let board: RunningBoard;
  let browser: Browser;
  let complaints: string[];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    buildPage();
    lab = await startLab();
    board = await startBoard({ stream: lab.stream, database_url: lab.database_url, host: '127.0.0.1', port: 0 });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await board?.stop();
    await lab?.stop();
  });

  async function opened(path: string): Promise<Page> {
    complaints = [];
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Berlin' });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`${board.url}${path}`);
    return page;
  }

  const declaredLast = async () => {
    const { rows } = await lab.pool.query<{ value: Buffer }>(
      `select value from stream.messages where topic = $1 order by published_at desc limit 1`,
      [topics.facts],
    );
    return parseCellFacts(rows[0].value);
  };

  test('while the form is filled in: the conventions that follow, what is wanted, what contradicts', async () => {
    const page = await opened('/#/cells/unknown-17');
    await page.getByText('Declare what this cell is').click();
    const reading = page.locator('.facts-reading');
    await reading.getByText('none: which half it divides by would be a guess').waitFor();
    await page.getByLabel('System').selectOption('full cell');
    await reading.getByText('discharge / charge capacity of the same cycle').waitFor();
    await page.getByLabel('Active loading').fill('15,3');
    await page.getByLabel('Area').fill('0.785398');
    await reading.getByText('0.0120166 g of active mass of the cathode').waitFor();
    expect(await reading.innerText()).toMatch(/^energy_density_watt_hour_per_kilogram\s+needs active_fraction/m);
    await page.screenshot({ path: join(pictures, 'facts.png'), fullPage: true });

    await page.getByLabel('Reference electrode').selectOption('lithium');
    await reading.getByText('reference_electrode is lithium and system is full_cell, expected').waitFor();
    expect(await page.getByLabel('Reference electrode').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Area').getAttribute('aria-invalid')).toBe('false');
    await page.getByLabel('Reference electrode').selectOption('not declared');
    await reading.getByText('Conventions').waitFor();
    await page.getByRole('button', { name: 'Declare' }).click();
    await page.getByText('Taken.').waitFor();
    expect(await declaredLast()).toEqual(
      declareFacts({
        cell_id: 'unknown-17',
        system: 'full_cell',
        active_loading_mg_per_cm2: 15.3,
        area_cm2: 0.785398,
      }),
    );
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  test('every fact is in the form, and comes back from it as it was', async () => {
    const facts = declareFacts({ cell_id: 'half-11', ...whole });
    await inTransaction(lab.pool, (client) => landFacts(client, [facts]));
    const page = await opened('/#/cells/half-11');
    await page.getByText('Declare what this cell is').click();
    await page.locator('.facts-reading').getByText('0.62 V above lithium').waitFor();
    await page.getByRole('button', { name: 'Declare' }).click();
    await page.getByText('Taken.').waitFor();
    expect(await declaredLast()).toEqual(facts);
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  test('what was measured by hand is listed, with its file', async () => {
    const measured = { cell_id: 'assb-03', observed_at: '2026-03-01T08:30:00Z' };
    const picture = Buffer.from('a picture');
    await inTransaction(lab.pool, (client) =>
      landObservations(client, [
        declareObservation({
          ...measured,
          quantity: 'electrode_thickness',
          value: 25.4,
          unit: 'um',
          standard_uncertainty: 0.3,
          method: 'cross-section SEM',
          derived_cycle_count: 100,
          attachment: { name: 'sem.png', media_type: 'image/png', bytes_base64: picture.toString('base64') },
        }),
        declareObservation({ ...measured, quantity: 'swelling', value: 0.067, unit: '1', method: '<b>thickness</b>' }),
      ]),
    );
    const page = await opened('/#/cells/assb-03');
    const rows = page.locator('.observations tbody tr');
    await rows.nth(1).waitFor();
    expect(await rows.nth(0).innerText()).toMatch(
      /electrode thickness\s+25\.4 ± 0\.3\s+um\s+cross-section SEM\s+.*2026.*\s+cycle 100\s+sem\.png/s,
    );
    expect(await rows.nth(1).innerText()).toMatch(/swelling\s+0\.067\s+<b>thickness<\/b>/s);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('sem.png').click()]);
    expect(download.suggestedFilename()).toBe('sem.png');
    await page.screenshot({ path: join(pictures, 'observations.png'), fullPage: true });
    await page.context().close();
    expect(complaints).toEqual([]);
  });
});
