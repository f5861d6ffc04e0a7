import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCellFacts, sliceBatch, topics, type RecordBatch } from '@cellwatch/events';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';
import { repeatUntil } from './listen.js';
import { describeWithBrowser, openBrowser } from './open-browser.js';
import { cyclesOf, dropAlert, recordsOf, seededCells } from './seed-fleet.js';

const access_key = 'plain-copper-foil-9';
const pictures = process.env.SCREENSHOT_FOLDER ?? mkdtempSync(join(tmpdir(), 'cellwatch-pictures-'));

describeWithBrowser('the page, in a browser', () => {
  let lab: Lab;
  let board: RunningBoard;
  let locked: RunningBoard;
  let browser: Browser;
  let complaints: string[];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    buildPage();
    lab = await startLab();
    const { stream, database_url } = lab;
    board = await startBoard({ stream, database_url, host: '127.0.0.1', port: 0 });
    locked = await startBoard({ stream, database_url, host: '0.0.0.0', port: 0, access_key });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await board?.stop();
    await locked?.stop();
    await lab?.stop();
  });

  beforeEach(() => {
    complaints = [];
  });

  /** A page of its own, which may neither complain nor ask anyone else. */
  async function opened(path: string, options: BrowserContextOptions = {}, at = board.url): Promise<Page> {
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
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(at).origin && !request.url().startsWith('data:'))
        complaints.push(`asked ${request.url()}`);
    });
    await page.goto(`${at}${path}`);
    return page;
  }

  async function shut(page: Page): Promise<void> {
    await page.context().close();
    expect(complaints).toEqual([]);
  }

  const row = (page: Page, cell_id: string) => page.locator(`tr[data-cell="${cell_id}"]`);
  const showsCharts = (page: Page) => page.locator('.uplot canvas').nth(4).waitFor();
  /** What is asked for apart, too: records, shapes and tables. */
  async function showsAll(page: Page): Promise<void> {
    await showsCharts(page);
    await page.locator('.records .plot[data-points]').nth(1).waitFor();
    await page.locator('.shapes .plot[data-points]').nth(1).waitFor();
    await page.locator('.tables').locator('.scroll, .note').first().waitFor();
  }

  /** The cell's next record, a little later than any before, with this voltage. */
  function nextRecord(index: number, round: number, voltage_volt: number): RecordBatch {
    const whole = recordsOf(seededCells[index], lab.now_second, index + 1);
    const batch = sliceBatch(whole, whole.length - 1, whole.length);
    const { record_index, unix_time_second } = batch.columns;
    const columns = {
      ...batch.columns,
      record_index: record_index!.map((value) => value + round),
      unix_time_second: unix_time_second!.map((value) => value + round),
      voltage_volt: Float64Array.of(voltage_volt),
    };
    return { ...batch, columns };
  }

  test('the fleet: every cell with its numbers, its shape, and why it has no CE', async () => {
    const page = await opened('/');
    await row(page, 'assb-04').waitFor();
    expect(await page.locator('tr[data-cell]').count()).toBe(seededCells.length);
    expect(await row(page, 'assb-03').innerText()).toMatch(/Pouch 03[\s\S]*running|resting/);
    expect(await row(page, 'assb-03').locator('.charge').innerText()).toMatch(/^1\.\d{3} mAh$/);
    expect(await row(page, 'unknown-17').locator('.efficiency').innerText()).toBe('role unknown');
    expect(await row(page, 'assb-04').locator('.badge').innerText()).toBe('1');
    expect(await row(page, 'assb-01').getAttribute('data-state')).toBe('finished');
    await page.locator('tr[data-cell="assb-01"] polyline[points]').waitFor();
    await page.locator('#connection[data-state="live"]').waitFor();
    expect(await page.locator('#zone').innerText()).toContain('Europe/Berlin');
    await page.screenshot({ path: join(pictures, 'fleet.png') });
    await shut(page);
  });

  test('a published record moves its row at once', async () => {
    const page = await opened('/');
    await row(page, 'assb-05').waitFor();
    const moved = row(page, 'assb-05').locator('.voltage', { hasText: '4.1234 V' }).waitFor();
    await repeatUntil((round) => lab.publishRecords(nextRecord(2, round, 4.1234)), moved);
    await page.locator('#updated', { hasText: 'updated' }).waitFor();
    await shut(page);
  });

  test('a published alert stands on the page with its evidence', async () => {
    const page = await opened('/');
    await row(page, 'assb-05').waitFor();
    const [cycle] = cyclesOf(seededCells[2], recordsOf(seededCells[2], lab.now_second, 3), 3);
    const badge = row(page, 'assb-05').locator('.badge[data-severity="warning"]', { hasText: '1' }).waitFor();
    await repeatUntil(() => lab.publishResult(topics.alerts, dropAlert(cycle)), badge);
    const shown = page.locator('.alert', { hasText: 'assb-05' });
    expect(await shown.count()).toBe(1);
    expect(await shown.innerText()).toMatch(/Coulombic efficiency dropped[\s\S]*limit\s+0\.9965/i);
    await shut(page);
  });

  test('alerts of one rule in one cell are one card, with the earlier ones inside', async () => {
    const page = await opened('/#/cells/assb-03');
    await page.getByText('No alerts stand.').waitFor();
    const cycles = cyclesOf(seededCells[0], recordsOf(seededCells[0], lab.now_second, 1), 1);
    const card = page.locator('.alert', { hasText: '2 earlier, since cycle 41' }).waitFor();
    await repeatUntil(async () => {
      for (const cycle of cycles.slice(40, 43)) await lab.publishResult(topics.alerts, dropAlert(cycle));
    }, card);
    expect(await page.locator('.alert').count()).toBe(1);
    // A repeat that still comes draws the card anew: a click may fall between the two.
    const earlier = page.locator('.alert details[open] li');
    await repeatUntil(async () => {
      if ((await earlier.count()) === 0) await page.getByText('2 earlier, since cycle 41').click();
    }, earlier.nth(1).waitFor());
    expect(await page.locator('.alert .earlier li').allInnerTexts()).toEqual([
      expect.stringMatching(/^cycle 42 · .*: 0\.99/),
      expect.stringMatching(/^cycle 41 · .*: 0\.99/),
    ]);
    await shut(page);
  });

  test('a cell: history, charts per cycle, conventions, evidence', async () => {
    const page = await opened('/#/cells/assb-04');
    await showsCharts(page);
    const plot = (title: string) =>
      page.locator('.chart', { has: page.locator('h3', { hasText: new RegExp(`^${title}`) }) });
    await plot('Capacity').locator('.plot[data-points="60"]').first().waitFor();
    await page.waitForFunction(
      () => Number(document.querySelector('[aria-label="Voltage, chart"]')?.getAttribute('data-points')) > 1_000,
    );
    expect(await plot('Coulombic efficiency').innerText()).toContain(
      'CE = discharge / charge capacity of the same cycle (full cell).',
    );
    expect(await plot('Current').innerText()).toContain('Positive current charges the cell.');
    expect(await plot('Capacity retention').innerText()).toContain(
      'Discharge capacity / that of the first cycle after formation',
    );
    expect(await page.locator('.alert').innerText()).toMatch(/a soft short is possible/);
    await page.locator('.cycles tbody tr').nth(59).waitFor();
    expect(await page.locator('.cycles tbody tr').count()).toBe(60);
    expect(await inked(page, 'Capacity')).toBeGreaterThan(200);
    await page.screenshot({ path: join(pictures, 'cell.png'), fullPage: true });
    await shut(page);
  });

  test('a cell whose role nobody declared: capacities, and the reason why there is no CE', async () => {
    const page = await opened('/#/cells/unknown-17');
    await page.locator('.cycles tbody tr').first().waitFor();
    expect(await page.locator('.cycles .reason').first().innerText()).toBe('nobody declared the cell’s system');
    expect(await page.locator('.charts', { hasText: 'Coulombic efficiency' }).innerText()).toContain(
      'nobody has declared it: which half CE divides by would be a guess',
    );
    expect(await page.locator('.flag', { hasText: 'role unknown' }).count()).toBeGreaterThan(0);
    await page.screenshot({ path: join(pictures, 'unknown.png'), fullPage: true });
    await shut(page);
  });

  test('a person declares what a cell is, and is told when it cannot be', async () => {
    const page = await opened('/#/cells/unknown-17');
    await page.getByText('Declare what this cell is').click();
    await page.getByLabel('System').selectOption('full cell');
    await page.getByLabel('Nominal capacity').fill('much');
    await page.getByRole('button', { name: 'Declare' }).click();
    await page.getByText('nominal_capacity_ah is "much", expected a number').waitFor();
    await page.getByLabel('Nominal capacity').fill('0,0018');
    await page.getByRole('button', { name: 'Declare' }).click();
    await page.getByText('Taken.').waitFor();
    const { rows } = await lab.pool.query<{ value: Buffer }>(
      `select value from stream.messages where topic = $1 order by position desc limit 1`,
      [topics.facts],
    );
    const facts = parseCellFacts(rows[0].value);
    expect(facts).toMatchObject({ cell_id: 'unknown-17', system: 'full_cell', nominal_capacity_ah: 0.0018 });
    await page.context().close();
    expect(complaints.filter((text) => !/status of 400/.test(text))).toEqual([]);
  });

  test('live records and cycles join the open cell', async () => {
    const page = await opened('/#/cells/assb-03');
    await showsCharts(page);
    const voltage = page.locator('.readouts dd').first();
    const moved = voltage.filter({ hasText: '3.9876 V' }).waitFor();
    await repeatUntil((round) => lab.publishRecords(nextRecord(0, round + 1_000, 3.9876)), moved);

    const cycles = cyclesOf({ ...seededCells[0], cycles: 61 }, recordsOf(seededCells[0], lab.now_second, 1), 1);
    const finished = page.locator('.cycles tbody tr[data-status="complete"]', { hasText: /^60/ }).waitFor();
    await repeatUntil(() => lab.publishResult(topics.cycles, cycles[59]), finished);
    await shut(page);
  });

  test('all by keyboard: skip, find, open, choose a span, go back', async () => {
    const page = await opened('/');
    await row(page, 'half-11').waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to content');
    await page.locator('#filter').focus();
    await page.keyboard.type('half');
    await expect(page.locator('tr[data-cell]').count()).resolves.toBe(1);
    for (let tabs = 0; (await focused(page)) !== 'half-11'; tabs++) {
      if (tabs > 20) throw new Error('no way to the cell by Tab');
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'half-11' }).waitFor();
    expect(await focused(page)).toBe('half-11');
    await showsCharts(page);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Declare what this cell is');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('1 h');
    await page.keyboard.press('Enter');
    await page.locator('.plot[data-points="61"]').first().waitFor();
    expect(await page.locator('.records [aria-pressed="true"]').innerText()).toBe('1 h');
    await page.goBack();
    await row(page, 'half-11').waitFor();
    await shut(page);
  });

  test('a zoom by mouse asks for that part alone, and comes back', async () => {
    const page = await opened('/#/cells/assb-01');
    await showsCharts(page);
    const plot = page.locator('.records .plot').first();
    const points = async () => Number(await plot.getAttribute('data-points'));
    await page.locator('.records .plot[data-points]').first().waitFor();
    await page.getByRole('button', { name: 'All' }).click();
    await page.locator('.records .note', { hasText: 'Thinned' }).waitFor();
    const whole = await points();
    const box = (await plot.locator('.u-over').boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.51, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.locator('.records .note', { hasText: 'Every record' }).waitFor();
    expect(await points()).toBeLessThan(whole);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.locator('.records .note', { hasText: 'Thinned' }).waitFor();
    expect(await points()).toBe(whole);
    await shut(page);
  });

  test.each([
    ['dark', { colorScheme: 'dark' as const }],
    ['wide', { viewport: { width: 1920, height: 1080 } }],
    ['middle', { viewport: { width: 1000, height: 800 } }],
    ['narrow', { viewport: { width: 390, height: 844 } }],
  ])('%s: nothing runs out of the page', async (name, options) => {
    for (const [view, path] of [
      ['fleet', '/'],
      ['cell', '/#/cells/assb-04'],
    ]) {
      const page = await opened(path, options);
      await (view === 'fleet' ? page.locator('polyline[points]').first().waitFor() : showsAll(page));
      await page.locator('#connection[data-state="live"]').waitFor();
      const [content, frame] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(content).toBeLessThanOrEqual(frame);
      expect(await overlapping(page)).toEqual([]);
      await page.screenshot({ path: join(pictures, `${view}-${name}.png`), fullPage: true });
      await shut(page);
    }
  });

  test('a board that is away is said to be, and the page comes back by itself', async () => {
    const { stream, database_url } = lab;
    const first = await startBoard({ stream, database_url, host: '127.0.0.1', port: 0 });
    const page = await opened('/', {}, first.url);
    await page.locator('#connection[data-state="live"]').waitFor();
    await first.stop();
    await page.locator('#connection[data-state="away"]', { hasText: 'Reconnecting' }).waitFor();
    const again = await startBoard({ stream, database_url, host: '127.0.0.1', port: Number(new URL(first.url).port) });
    await page.locator('#connection[data-state="live"]').waitFor();
    await page.context().close();
    await again.stop();
    // The browser itself reports the refused connections.
    expect(complaints.filter((text) => !/ERR_(CONNECTION|INCOMPLETE|EMPTY)/.test(text))).toEqual([]);
  });

  test('a board with a key asks for it, once', async () => {
    const page = await opened('/', {}, locked.url);
    await page.getByLabel('Access key').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.screenshot({ path: join(pictures, 'login.png') });
    await page.getByLabel('Access key').fill(access_key);
    await page.keyboard.press('Enter');
    await row(page, 'assb-03').waitFor();
    expect(page.url()).not.toContain(access_key);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.reload();
    await row(page, 'assb-03').waitFor();
    await page.context().close();
    expect(complaints.filter((text) => !/status of 401/.test(text))).toEqual([]);
  });

  test('the API page draws itself from its own files', async () => {
    const page = await opened('/api/docs');
    await page.locator('.opblock').nth(5).waitFor();
    await page.screenshot({ path: join(pictures, 'docs.png') });
    await shut(page);
  });
});

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

/** How many pixels of a chart's canvas are drawn in a strong colour. */
function inked(page: Page, title: string): Promise<number> {
  return page
    .locator('.chart', { has: page.locator('h3', { hasText: title }) })
    .first()
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue, alpha] = data.subarray(at, at + 4);
        if (alpha > 128 && Math.max(red, green, blue) - Math.min(red, green, blue) > 50) count++;
      }
      return count;
    });
}

/** Blocks side by side that lie on one another, or reach out of the page. */
function overlapping(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const blocks = Array.from(document.querySelectorAll('section, aside, table.fleet, .scroll, figure, .alert'));
    const aside = document.querySelector('aside')!.getBoundingClientRect();
    return blocks
      .filter((block) => {
        const { left, right, top, bottom } = block.getBoundingClientRect();
        const over = left < aside.left && right > aside.left + 1 && top < aside.bottom && bottom > aside.top + 1;
        return over || left < 0 || right > document.documentElement.clientWidth;
      })
      .map((block) => block.className || block.tagName);
  });
}
