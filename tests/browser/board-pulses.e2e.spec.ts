import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declareFacts, topics } from '@cellwatch/events';
import { inTransaction, landFacts, landPulses, landResistances, landSpectra } from '@cellwatch/timescale';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import type { Browser, Page } from 'playwright-core';
import { resistancesOf } from '../support/fitted-spectra.js';
import { pulseOf } from '../support/pulse-of.js';
import { syntheticSpectrum } from '../support/synthetic-spectrum.js';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';
import { describeWithBrowser, openBrowser } from './open-browser.js';

const pictures = process.env.SCREENSHOT_FOLDER ?? mkdtempSync(join(tmpdir(), 'cellwatch-pictures-'));
const cell_id = 'pulsed';
const facts = declareFacts({ cell_id, system: 'full_cell', nominal_capacity_ah: 0.0016 });
const { facts_version } = facts;
/** Five at each of two cycles; one was too noisy, one has a flag. */
const pulses = Array.from({ length: 10 }, (_, at) =>
  pulseOf({
    cell_id,
    facts_version,
    first_record_index: 100 * at,
    derived_cycle_count: at < 5 ? 10 : 50,
    started_at_unix_second: 1.7e9 + 3600 * at + (at < 5 ? 0 : 9e5),
    voltage_before_volt: 4.1 - 0.1 * (at % 5),
    half_depth: 0.1 + 0.2 * (at % 5),
    ...(at === 8 ? { extrapolation: null, extrapolation_reason: 'noisy' as const } : {}),
    ...(at === 9 ? { status: 'open' as const, rest_after: null, flags: ['drift_uncorrected' as const] } : {}),
  }),
);
const spectrum = syntheticSpectrum(cell_id, 38.7, {
  derived_cycle_count: 10,
  measured_at_unix_second: 1.7e9 + 600,
  voltage_volt: 4.1,
});

describeWithBrowser('a cell’s pulses, in a browser', () => {
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
      await landSpectra(client, [spectrum]);
      await landResistances(client, await resistancesOf(facts, [spectrum]));
      await landPulses(client, pulses);
    });
    board = await startBoard({ stream: lab.stream, database_url: lab.database_url, host: '127.0.0.1', port: 0 });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${board.url}/#/cells/${cell_id}`);
    await page.locator('.pulses .plot[data-points]').first().waitFor();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await board?.stop();
    await lab?.stop();
    expect(complaints).toEqual([]);
  }, 30_000);

  test('a series a delay over the share of the half, every pulse with what is to be known, and the bridge in words', async () => {
    const section = page.locator('.pulses');
    expect(await section.locator('select').inputValue()).toBe('depth');
    // 1 s, 10 s, and without diffusion where that is told
    expect(await section.locator('.plot').getAttribute('data-points')).toBe('29');
    const rows = await section.locator('.observations tbody tr').allInnerTexts();
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatch(/^50\t.*\tpulse, discharge\t.*\trunning\tNo long rest on both sides/);
    expect(rows[1]).toMatch(/\ttoo noisy\t/);
    expect(rows[9]).toMatch(/\t65\.4 @ 0\.100 s\t93\.5\t180\t–\t180\t53\.6 ± 0\.0100\t40 s\t/);
    const lines = await section.locator('.findings li').allInnerTexts();
    expect(lines.map((line) => line.replace(/^.*\) /, ''))).toEqual([
      'at 1 s 93.5 Ω; fit S2W R_1 + R_int + R_ct + diffusion 93.6 Ω: agree within 0.1 %.',
      'at 10 s 180 Ω; fit S2W R_1 + R_int + R_ct + diffusion 180 Ω: agree within 0.0 %.',
      'without diffusion 53.6 Ω; fit S2W R_1 + R_int + R_ct 53.7 Ω: agree within 0.2 %.',
    ]);
    await section.scrollIntoViewIfNeeded();
    await section.screenshot({ path: join(pictures, 'pulses.png') });
  }, 60_000);

  test('over cycles no pulse hides another; a new one comes over the live feed', async () => {
    const section = page.locator('.pulses');
    await section.locator('select').selectOption('cycle');
    expect(await section.locator('.plot').getAttribute('data-points')).toBe('29');
    const fresh = { ...pulses[0], first_record_index: 5000, derived_cycle_count: 51, started_at_unix_second: 1.75e9 };
    await inTransaction(lab.pool, (client) => landPulses(client, [fresh]));
    await lab.publishResult(topics.pulses, fresh);
    await section.locator('.plot[data-points="32"]').waitFor();
    expect(await section.locator('.observations tbody tr').count()).toBe(11);
  }, 60_000);
});
