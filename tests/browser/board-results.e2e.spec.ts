import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topics } from '@cellwatch/events';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';
import { repeatUntil } from './listen.js';
import { describeWithBrowser, openBrowser } from './open-browser.js';
import { cyclesOf, recordsOf, seededCells } from './seed-fleet.js';

/** A page with all its charts, where others work on the same machine. */
const patience = 300_000;
const pictures = process.env.SCREENSHOT_FOLDER ?? mkdtempSync(join(tmpdir(), 'cellwatch-pictures-'));

describeWithBrowser('a cell’s results, in a browser', () => {
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

  async function opened(cell_id: string, options: BrowserContextOptions = {}): Promise<Page> {
    complaints = [];
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      timezoneId: 'Europe/Berlin',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`${board.url}/#/cells/${cell_id}`);
    await page.locator('.shapes .plot[data-points]').nth(1).waitFor();
    await page.locator('.tables').locator('.scroll, .note').first().waitFor();
    return page;
  }

  async function shut(page: Page): Promise<void> {
    await page.context().close();
    expect(complaints).toEqual([]);
  }

  const number = (page: Page, name: string) =>
    page.locator('.number', { has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) });
  const value = (page: Page, name: string) => number(page, name).locator('.value').innerText();
  const under = (page: Page, name: string) => number(page, name).locator('.under').innerText();
  const chart = (page: Page, title: string) =>
    page.locator('.chart', { has: page.locator('h3', { hasText: new RegExp(`^${title}`) }) });

  test(
    'the numbers of a result section, each with basis and convention',
    async () => {
      const page = await opened('assb-04');
      expect(await value(page, 'Initial CE \\(ICE\\)')).toBe('78.1 %');
      expect(await under(page, 'Average CE')).toMatch(/^n = 58, without the first; 99\.\d\d % with the first$/);
      expect(await under(page, 'Reversible capacity')).toMatch(/^1\d\d\.\d mAh\/g · 1\.9\d mAh\/cm²$/);
      expect(await under(page, 'Retention')).toBe('of cycle 2');
      expect(await value(page, 'Energy density')).toMatch(/^5\d\.\d \| 2\d\d\.\d Wh\/kg$/);
      expect(await under(page, 'Energy density')).toBe('as built | projected; coatings');
      expect(await value(page, 'Leak current')).toMatch(/ µA$/);
      expect(await value(page, 'Apparent shunt')).toMatch(/ kΩ$/);
      expect(await value(page, 'R at edge, charge')).toMatch(/^8\d\.\d \| 10\d \| 13\d Ω$/);
      expect(await under(page, 'R at edge, charge')).toMatch(/Ω·cm²$/);
      expect(await page.locator('.numbers h3').innerText()).toBe('Newest complete cycle: 59');
      // The convention is there to be read out, and opens where it is tapped.
      const convention = number(page, 'Hysteresis').locator('.convention');
      expect(await convention.textContent()).toContain('Mean charge voltage minus mean discharge voltage');
      expect(await number(page, 'Hysteresis').getAttribute('title')).toBe(await convention.textContent());
      const height = async () => (await convention.boundingBox())!.height;
      expect(await height()).toBeLessThan(2);
      await number(page, 'Hysteresis').click();
      expect(await height()).toBeGreaterThan(10);
      await page.getByRole('button', { name: 'Conventions' }).click();
      await page.locator('.numbers').screenshot({ path: join(pictures, 'numbers-conventions.png') });
      await shut(page);
    },
    patience,
  );

  test(
    'charts over cycles, with their references named',
    async () => {
      const page = await opened('assb-04');
      expect(await chart(page, 'Capacity retention').locator('h3').innerText()).toBe('Capacity retention of cycle 2 %');
      expect(await chart(page, 'Coulombic efficiency').innerText()).toContain('over n = 58: without the first');
      for (const title of [
        'Mean voltages',
        'Hysteresis',
        'Edge resistance, charge',
        'Edge resistance, discharge',
        'Edge resistance, into rest',
        'Slope at rest',
        'Leak',
        'Energy density',
        'Temperature',
      ])
        expect([title, await chart(page, title).locator('.plot').getAttribute('data-points')]).toEqual([title, '59']);
      await shut(page);
    },
    patience,
  );

  test(
    'what cannot be told says why',
    async () => {
      const page = await opened('assb-05');
      expect(await value(page, 'Energy density')).toBe('–');
      expect(await under(page, 'Energy density')).toMatch(/^not declared: loading and area, active fraction/);
      expect(await under(page, 'Leak current')).toBe('within the noise of the usual loss');
      expect(await under(page, 'Reversible capacity')).toBe('no mass, no area declared');
      const text = await page.locator('section', { hasText: 'Voltages, resistances' }).last().innerText();
      expect(text).toMatch(/Nothing to draw of: leak \(within the noise[^;]*; energy density \(not declared: loading/);
      expect(await chart(page, 'Energy density').isVisible()).toBe(false);
      await shut(page);
      const unknown = await opened('unknown-17');
      expect(await under(unknown, 'Initial CE \\(ICE\\)')).toBe('nobody declared the cell’s system');
      expect(await unknown.locator('.tables').innerText()).toContain('the cell’s system is not declared');
      expect(await chart(unknown, 'dQ/dV').innerText()).toContain(
        'No peak is named: the cell’s system is not declared.',
      );
      await shut(unknown);
    },
    patience,
  );

  test(
    'shapes of a half-cell: peaks marked and named; of a full cell none is claimed',
    async () => {
      const page = await opened('half-11');
      await page.locator('.shapes tbody tr').nth(8).waitFor();
      const rows = await page.locator('.shapes tbody tr', { hasText: 'charge' }).allInnerTexts();
      const named = rows
        .map((row) => row.trim().split(/\s*[\t\n]\s*/))
        .filter(([cycle, half]) => `${cycle} ${half}` === '1 charge');
      expect(named.map((row) => row.at(-1)).filter((name) => name !== '–')).toEqual(['Si', 'Si (2)', 'LiₓSn']);
      expect(await chart(page, 'dQ/dV').innerText()).toContain('named by the expected ones within 30 mV');
      await page.locator('.shapes').screenshot({ path: join(pictures, 'shapes-half.png') });
      await shut(page);
      const full = await opened('assb-03');
      expect(await chart(full, 'dQ/dV').innerText()).toContain('no half-cell peaks are claimed');
      await shut(full);
    },
    patience,
  );

  test(
    'cycles are chosen, taken out, and refused where there are none',
    async () => {
      const page = await opened('assb-03');
      const chips = () => page.locator('.picked button').allInnerTexts();
      expect(await chips()).toEqual(['2 ×', '30 ×', '59 ×']);
      const all = Number(await chart(page, 'dQ/dV').locator('.plot').getAttribute('data-points'));
      await page.getByRole('button', { name: 'Take cycle 30 out' }).click();
      expect(await chips()).toEqual(['2 ×', '59 ×']);
      const box = page.getByLabel('Cycle', { exact: true });
      await box.fill('99');
      await page.keyboard.press('Enter');
      await page.getByText('The cell has no cycle 99.').waitFor();
      await box.fill('10');
      await page.keyboard.press('Enter');
      await page.locator('.picked button', { hasText: '10 ×' }).waitFor();
      expect(await chips()).toEqual(['2 ×', '10 ×', '59 ×']);
      await page.locator('.shapes .u-legend', { hasText: '10 discharge' }).first().waitFor();
      await page.getByRole('button', { name: 'Discharge', exact: true }).click();
      await page.locator('.shapes .u-legend', { hasText: 'Cycle 10' }).first().waitFor();
      const half = Number(await chart(page, 'dQ/dV').locator('.plot').getAttribute('data-points'));
      expect(half).toBeGreaterThan(100);
      expect(half).toBeLessThan(all);
      await shut(page);
    },
    patience,
  );

  test(
    'the rate table with its recovery, the temperature table',
    async () => {
      const page = await opened('assb-01');
      expect(await page.getByRole('region', { name: 'Rate table' }).locator('tbody tr').count()).toBe(5);
      expect(await page.locator('.recovery').innerText()).toMatch(
        /^Recovery 98\.\d % by last cycles, 98\.\d % by medians: cycles 33 ff\. over 1 ff\., charge 0\.1C/,
      );
      await page.locator('section', { has: page.locator('.tables') }).screenshot({ path: join(pictures, 'rate.png') });
      await shut(page);
      const series = await opened('assb-07');
      const rows = await series.getByRole('region', { name: 'Temperature table' }).locator('tbody th').allInnerTexts();
      expect(rows).toEqual(['25', '40', '60', '80']);
      await shut(series);
    },
    patience,
  );

  test(
    'a cycle that runs is provisional, one that was corrected is late',
    async () => {
      const page = await opened('assb-03');
      const table = page.locator('.cycles tbody tr');
      expect(await table.first().locator('.flag', { hasText: 'provisional' }).count()).toBe(1);
      const cycles = cyclesOf(seededCells[0], recordsOf(seededCells[0], lab.now_second, 1), 1);
      const corrected = { ...cycles[58], revision: 2 };
      const late = number(page, 'Retention').locator('.flag', { hasText: 'late' }).waitFor();
      await repeatUntil(() => lab.publishResult(topics.cycles, corrected), late);
      expect(await table.nth(1).locator('.flag').allInnerTexts()).toContain('late');
      expect(await number(page, 'Initial CE \\(ICE\\)').locator('.flag').count()).toBe(0);
      await shut(page);
    },
    patience,
  );

  test.each([
    ['desktop', {}],
    ['desktop-dark', { colorScheme: 'dark' as const }],
    ['phone', { viewport: { width: 390, height: 844 } }],
    ['phone-dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const }],
  ])(
    '%s: every section keeps its place',
    async (name, options) => {
      const page = await opened('half-11', options);
      await page.locator('.shapes tbody tr').nth(8).waitFor();
      const [content, frame] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(content).toBeLessThanOrEqual(frame);
      const out = await page.evaluate(() =>
        Array.from(document.querySelectorAll('.number, .number *, figcaption, .shapes .bar > *, .u-legend tr'))
          .filter((block) => block.getBoundingClientRect().right > document.documentElement.clientWidth)
          .map((block) => block.textContent),
      );
      expect(out).toEqual([]);
      await page.locator('.numbers').screenshot({ path: join(pictures, `numbers-${name}.png`) });
      await page.locator('.shapes').screenshot({ path: join(pictures, `shapes-${name}.png`) });
      await page
        .locator('section[aria-labelledby="life-title"]')
        .screenshot({ path: join(pictures, `life-${name}.png`) });
      await shut(page);
    },
    patience,
  );
});
