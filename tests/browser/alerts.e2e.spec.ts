import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import { cellBoard } from '@cellwatch/dashboards';
import { topics, type CellAlert } from '@cellwatch/events';
import { startStore, type RunningStore } from '@cellwatch/store';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';
import { repeatUntil } from './listen.js';
import { describeWithBrowser, openBrowser } from './open-browser.js';
import { dip, drop, episode, seedAlerts } from './seed-alerts.js';

const grafana_url = 'http://grafana.lab:3000';
const pictures = process.env.SCREENSHOT_FOLDER ?? mkdtempSync(join(tmpdir(), 'cellwatch-pictures-'));

describeWithBrowser('alerts on the page, in a browser', () => {
  let lab: Lab;
  let board: RunningBoard;
  let store: RunningStore;
  let browser: Browser;
  let complaints: string[];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    buildPage();
    lab = await startLab();
    await seedAlerts(lab.pool, lab.now_second);
    const { stream, database_url } = lab;
    store = await startStore({ stream, database_url });
    board = await startBoard({ stream, database_url, host: '127.0.0.1', port: 0, grafana_url: `${grafana_url}/` });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await board?.stop();
    await store?.stop();
    await lab?.stop();
  });

  beforeEach(() => {
    complaints = [];
  });

  async function opened(path: string, options: BrowserContextOptions = {}): Promise<Page> {
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
      if (new URL(request.url()).origin !== board.url) complaints.push(`asked ${request.url()}`);
    });
    await page.goto(`${board.url}${path}`);
    return page;
  }

  async function shut(page: Page): Promise<void> {
    await page.context().close();
    expect(complaints).toEqual([]);
  }

  const card = (page: Page, part: string, title: string): Locator =>
    page.locator(`.alerts-${part} .alert`, { hasText: title });
  const badges = (page: Page, cell_id: string) => page.locator(`tr[data-cell="${cell_id}"] .badge`);

  test('what stands comes first by severity; what is pending, of the data, or over has its own place', async () => {
    const page = await opened('/');
    const ce = card(page, 'standing', 'Pouch 03');
    await ce.waitFor();
    const severities = () =>
      page
        .locator('.alerts-standing .alert')
        .evaluateAll((all) => all.map((each) => each.getAttribute('data-severity')));
    expect(await severities()).toEqual(['critical', 'critical', 'warning']);
    await card(page, 'pending', 'once').and(page.locator('[data-state="pending"]')).waitFor();
    const notice = card(page, 'notices', 'milli-units');
    await notice.waitFor();
    expect(await colourOf(notice)).not.toBe(await colourOf(ce));
    expect(await colourOf(card(page, 'pending', 'once'))).toBe(await colourOf(notice));

    const over = page.locator('.alerts-over');
    expect(await over.locator('summary').first().innerText()).toBe('Cleared and resolved, last 7 days (1)');
    expect(await card(page, 'over', 'Pouch 07').isVisible()).toBe(false);
    await over.locator('summary').first().click();
    await card(page, 'over', 'Pouch 07').getByText('Nobody was told: import: its test is not live').waitFor();
    expect(await page.getByText('Long over.').count()).toBe(0);

    await badges(page, 'half-11').and(page.locator('[data-severity="critical"]')).waitFor();
    await badges(page, 'unknown-17').and(page.locator('[data-severity="notice"]')).waitFor();
    for (const quiet of ['assb-05', 'assb-07']) expect(await badges(page, quiet).innerText()).toBe('–');
    await page.locator('.summary', { hasText: '3 alerts' }).waitFor();
    await page.screenshot({ path: join(pictures, 'alerts-fleet.png'), fullPage: true });
    await shut(page);
  });

  test('a card says what was found, by which rule and limits, in a chart, and where to look', async () => {
    const page = await opened('/#/cells/assb-03');
    const ce = card(page, 'standing', 'Coulombic efficiency dropped');
    await ce.waitFor();
    const text = await ce.locator('.told').innerText();
    for (const part of [
      '6.77 percentage points below',
      'coulombic efficiency',
      '0.93100',
      '0.98870',
      '0.99870',
      '18817–19200',
      'cycle 50',
      'charge 0.3C to 4.30 V CC',
    ])
      expect(text).toContain(part);
    const chart = ce.getByRole('img', { name: /^coulombic efficiency: 10 values, the last 0.93100, limit 0.98870/ });
    expect(await chart.locator('path.limit, path.baseline, circle.judged').count()).toBe(3);
    // The cycle without a value is a gap.
    expect((await chart.locator('path.line').getAttribute('d'))!.match(/M/g)).toHaveLength(2);

    await ce.getByText('Likely cause, and what else it could be').click();
    await ce.getByText('A soft short: part of the charge flows').waitFor();
    await ce.getByText('Side reaction or contact loss').waitFor();
    await ce.getByText('CE_DROP version 3, limits 9f2c6a01').waitFor();

    const { raised_at_unix_second: at } = drop(lab.now_second);
    const there = new URL((await ce.getByRole('link', { name: 'Grafana' }).getAttribute('href'))!);
    expect(there.origin + there.pathname).toBe(`${grafana_url}/d/${cellBoard().uid}`);
    expect(Object.fromEntries(there.searchParams)).toEqual({
      'var-cell': 'assb-03',
      from: String((at! - 3_600) * 1_000),
      to: String((at! + 3_600) * 1_000),
    });
    await page.screenshot({ path: join(pictures, 'alerts-cell.png'), fullPage: true });

    await ce.getByRole('link', { name: 'Records at that time' }).click();
    // Two hours of a record a minute.
    await page.locator('.records .plot[data-points="121"]').first().waitFor();
    expect(await page.getByRole('button', { name: 'Zoom out' }).isEnabled()).toBe(true);
    await shut(page);
  });

  test('a link from a message opens the cell at its time, and only that cell', async () => {
    const page = await opened(
      `/?rule=CE_DROP&from=${lab.now_second - 7_200}&to=${lab.now_second - 3_600}#/cells/assb-03`,
    );
    await page.locator('.records .plot[data-points="61"]').first().waitFor();
    expect(new URL(page.url()).search).toBe('');
    await shut(page);
  });

  test('a soft short names its two signs', async () => {
    const page = await opened('/');
    const short = card(page, 'standing', 'half-11');
    await short.locator('.signs li').nth(1).waitFor();
    expect(await short.locator('.signs li').allInnerTexts()).toEqual([
      'Coulombic efficiency dropped (CE_DROP)',
      expect.stringMatching(/\(OVERCHARGE\)$/),
    ]);
    await shut(page);
  });

  test('acknowledged: it says by whom, steps back, and every open page follows', async () => {
    const page = await opened('/');
    const other = await opened('/#/cells/half-11');
    await card(other, 'standing', 'signs').waitFor();
    const short = card(page, 'standing', 'half-11');
    await short.getByRole('button', { name: 'Acknowledge' }).click();
    await short.getByLabel('Your name').fill('Ada');
    await short.getByLabel('Note').fill('I go and look');
    await page.screenshot({ path: join(pictures, 'alerts-form.png'), fullPage: true });
    await short.locator('form').getByRole('button', { name: 'Acknowledge' }).click();
    await short.getByText(/^Acknowledged by Ada, /).waitFor();
    await short.and(page.locator('[data-state="acknowledged"]')).waitFor();
    expect(await short.locator('button', { hasText: 'Acknowledge' }).count()).toBe(0);
    await badges(page, 'half-11').and(page.locator('[data-severity="acknowledged"]')).waitFor();
    await page.locator('.summary', { hasText: '2 alerts' }).waitFor();
    expect(await page.locator('.alerts-standing .alert').last().innerText()).toContain('half-11');
    await other.locator('.alert', { hasText: 'Acknowledged by Ada' }).waitFor();
    const { rows } = await lab.pool.query(`select "by", text from alert_actions where action = 'acknowledge'`);
    expect(rows).toEqual([{ by: 'Ada', text: 'I go and look' }]);
    await other.context().close();
    await shut(page);
  });

  test('a form says who is missing, and Escape leaves it, all by keyboard', async () => {
    const page = await opened('/#/cells/assb-03');
    const ce = card(page, 'standing', 'Coulombic efficiency dropped');
    const button = ce.getByRole('button', { name: 'Acknowledge' });
    await button.focus();
    await page.keyboard.press('Enter');
    await ce.getByLabel('Your name').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await ce.locator('form').waitFor({ state: 'detached' });
    expect(await button.evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await ce.getByLabel('Your name').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('   ');
    await page.keyboard.press('Enter');
    await ce.getByText('Your name is missing').waitFor();
    await page.keyboard.type('Bob');
    await page.keyboard.press('Enter');
    await ce.getByText(/^Acknowledged by\s+Bob, /).waitFor();
    await page.reload();
    await ce.getByRole('button', { name: 'Resolve' }).click();
    await ce.getByLabel('Note').and(page.locator(':focus')).waitFor();
    expect(await ce.getByLabel('Your name').inputValue()).toBe('Bob');
    await page.keyboard.press('Enter');
    await ce.waitFor({ state: 'detached' });
    await page.locator('.alerts-over > summary').click();
    await card(page, 'over', 'Coulombic efficiency dropped')
      .getByText(/^Resolved by Bob/)
      .waitFor();
    await page.getByText('No alerts stand.').waitFor();
    await shut(page);
  });

  test('what is typed stays while the alert changes, and goes when it ends', async () => {
    const page = await opened('/');
    const first = episode('assb-05', 'OVERCHARGE', {
      severity: 'warning',
      record_index: 500,
      raised_at_unix_second: lab.now_second - 60,
      message: 'The charge is long.',
    });
    const long = card(page, 'standing', 'The charge is long');
    await repeatUntil(() => lab.publishResult(topics.alerts, first), long.waitFor());
    await long.getByRole('button', { name: 'Acknowledge' }).click();
    await long.getByLabel('Note').fill('half a sent');
    const worse = { ...first, severity: 'critical' as const, message: 'The charge is longer.' };
    const longer = card(page, 'standing', 'The charge is longer');
    await repeatUntil(() => lab.publishResult(topics.alerts, worse), longer.waitFor());
    expect(await longer.getByLabel('Note').inputValue()).toBe('half a sent');
    await badges(page, 'assb-05').and(page.locator('[data-severity="critical"]')).waitFor();
    const ended = { ...worse, status: 'cleared' as const, changed_at_unix_second: lab.now_second };
    await repeatUntil(() => lab.publishResult(topics.alerts, ended), longer.waitFor({ state: 'detached' }));
    await card(page, 'over', 'The charge is longer').waitFor({ state: 'attached' });
    await badges(page, 'assb-05').and(page.getByText('–')).waitFor();
    await shut(page);
  });

  test('a pending alert that lapses is gone', async () => {
    const page = await opened('/#/cells/assb-05');
    const pending = card(page, 'pending', 'once');
    await pending.waitFor();
    const lapsed: CellAlert = { ...dip(lab.now_second), status: 'lapsed' };
    await repeatUntil(() => lab.publishResult(topics.alerts, lapsed), pending.waitFor({ state: 'detached' }));
    await shut(page);
  });

  test('silenced until tomorrow, seen in the list of silences, and lifted again', async () => {
    const page = await opened('/');
    const ce = card(page, 'standing', 'Pouch 04');
    await ce.getByRole('button', { name: 'Silence' }).click();
    await ce.getByLabel('What').selectOption('cell assb-04');
    await ce.getByLabel('How long').selectOption('until tomorrow 08:00');
    await ce.getByLabel('Your name').fill('Ada');
    await ce.locator('form').getByRole('button', { name: 'Silence' }).click();
    await ce.getByText(/^Silenced by Ada, until .*\b8:00:00 AM$/).waitFor();
    const silence = page.locator('.silences li', { hasText: 'cell assb-04' });
    await silence.waitFor();
    await ce.locator('form').waitFor({ state: 'detached' });
    // It still stands and counts: silence is of people, not of the page.
    await badges(page, 'assb-04').and(page.getByText('1')).waitFor();
    await page.screenshot({ path: join(pictures, 'alerts-silenced.png'), fullPage: true });
    await silence.getByRole('button', { name: 'Lift' }).click();
    await silence.waitFor({ state: 'detached' });
    await ce.getByText(/^Silenced by/).waitFor({ state: 'detached' });
    await shut(page);
  });

  test('what could not be delivered, what nobody was told, and past silences have a screen', async () => {
    const page = await opened('/');
    await page.getByText('1 message could not be delivered').click();
    await page.locator('[data-delivery="dead"]', { hasText: 'the receiver answered 500' }).waitFor();
    const held = page.getByRole('region', { name: 'Alerts of which nobody was told' });
    await held.getByText('import: its test is not live').first().waitFor();
    await page.getByRole('region', { name: 'Silences' }).getByText('lifted by Ada').waitFor();
    await page.screenshot({ path: join(pictures, 'deliveries.png'), fullPage: true });
    await held.getByRole('link', { name: 'assb-07' }).click();
    await page.locator('h1', { hasText: 'Pouch 07' }).waitFor();
    await shut(page);
  });

  test.each([
    ['dark', { colorScheme: 'dark' as const }],
    ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
  ])('%s: nothing runs out of the page', async (name, options) => {
    for (const [view, path] of [
      ['fleet', '/'],
      ['cell', '/#/cells/assb-04'],
      ['deliveries', '/#/deliveries'],
    ]) {
      const page = await opened(path, options);
      if (view === 'deliveries') await page.locator('[data-delivery="dead"]').waitFor();
      else {
        const ce = card(page, 'standing', 'Coulombic efficiency dropped').first();
        await ce.getByText('Likely cause').click();
        await ce.getByRole('button', { name: 'Silence' }).click();
        await ce.locator('form').waitFor();
      }
      const [content, frame] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(content).toBeLessThanOrEqual(frame);
      await page.screenshot({ path: join(pictures, `alerts-${view}-${name}.png`), fullPage: true });
      await shut(page);
    }
  });
});

function colourOf(card: Locator): Promise<string> {
  return card.evaluate((node) => getComputedStyle(node).borderLeftColor);
}
