import type { CellFacts, ResistanceEstimate } from '@cellwatch/events';
import { ask, cellPath } from './ask.js';
import { element, setText } from './element.js';
import { digits, instant, none } from './format.js';
import { resistanceTable } from './resistance-table.js';
import { resistanceTrendChart } from './resistance-trend.js';
import type { ShownRelaxationTimes, ShownSpectrum } from './shapes.js';
import { spectrumCharts } from './spectrum-charts.js';
import { spectrumTables } from './spectrum-tables.js';
import { kramersKronigWords } from './words.js';

export interface ImpedancePanel {
  node: HTMLElement;
  load(facts: CellFacts): Promise<void>;
  destroy(): void;
}

/** Impedance of a cell: one spectrum with its fit and what it says, and R_ct over the cycles. Hidden without any. */
export function impedancePanel(cell_id: string, signal: AbortSignal): ImpedancePanel {
  const path = cellPath(cell_id);
  let resistances: ResistanceEstimate[] = [];
  let facts: CellFacts;
  let chosen: string | null = null;
  let drawn = '';

  const select = element('select', { id: 'spectrum' });
  const verdict = element('p', { class: 'verdict', role: 'status' });
  const findings = element('ul', { class: 'findings' });
  const charts = spectrumCharts();
  const spectrumBox = element('div', {});
  const trend = resistanceTrendChart();
  const tableBox = element('div', {});
  const node = element(
    'section',
    { class: 'impedance', 'aria-labelledby': 'impedance-title', hidden: '' },
    element(
      'div',
      { class: 'bar' },
      element('h2', { id: 'impedance-title' }, 'Impedance'),
      element('form', {}, element('label', { for: 'spectrum' }, 'Spectrum'), select),
    ),
    verdict,
    findings,
    charts.node,
    spectrumBox,
    element('div', { class: 'charts' }, trend.node),
    tableBox,
  );
  select.addEventListener('change', () => {
    chosen = select.value;
    void drawSpectrum();
  });

  async function load(declared: CellFacts): Promise<void> {
    facts = declared;
    try {
      ({ resistances } = await ask<{ resistances: ResistanceEstimate[] }>(`${path}/resistances`, signal));
    } catch (error) {
      if (!signal.aborted) setText(verdict, `The resistances could not be read: ${(error as Error).message}`);
      return;
    }
    const now = JSON.stringify([resistances, facts.facts_version]);
    node.hidden = resistances.length === 0;
    if (node.hidden || now === drawn) return;
    drawn = now;
    const last = resistances[resistances.length - 1].spectrum_id;
    if (!resistances.some(({ spectrum_id }) => spectrum_id === chosen) || select.selectedIndex === select.length - 1)
      chosen = last;
    select.replaceChildren(
      ...resistances.map((resistance) => element('option', { value: resistance.spectrum_id }, nameOf(resistance))),
    );
    select.value = chosen!;
    trend.draw(resistances);
    tableBox.replaceChildren(resistanceTable(resistances));
    await drawSpectrum();
  }

  async function drawSpectrum(): Promise<void> {
    const spectrum_id = chosen!;
    const resistance = resistances.find((one) => one.spectrum_id === spectrum_id)!;
    const words = [
      resistance.verdict,
      `circuit ${resistance.circuit_id}`,
      kramersKronigWords[resistance.kramers_kronig_verdict ?? 'none'],
      resistance.comparable ? null : 'not compared with others',
    ];
    setText(verdict, words.filter((word) => word !== null).join(' · '));
    verdict.dataset.verdict = resistance.verdict;
    findings.replaceChildren(
      ...resistance.findings.map(({ code, message }) => element('li', { 'data-code': code }, message)),
    );
    try {
      const of = `${path}/spectra/${spectrum_id}`;
      const [shown, { relaxation_times }] = await Promise.all([
        ask<ShownSpectrum>(of, signal),
        ask<{ relaxation_times: ShownRelaxationTimes | null }>(`${of}/relaxation-times`, signal),
      ]);
      if (chosen !== spectrum_id) return;
      charts.draw(shown, leftBy(resistance, shown.fits.length));
      charts.drawRelaxation(relaxation_times);
      spectrumBox.replaceChildren(spectrumTables(resistance, shown, relaxation_times, facts));
    } catch (error) {
      if (!signal.aborted) setText(verdict, `The spectrum could not be read: ${(error as Error).message}`);
    }
  }

  return {
    node,
    load,
    destroy() {
      charts.destroy();
      trend.destroy();
    },
  };
}

/** What the fit leaves of the points. */
function leftBy({ residual_percent, largest_residual_percent }: ResistanceEstimate, fits: number): string {
  const [left, most] = [residual_percent, largest_residual_percent].map((percent) =>
    percent === null ? none : percent < 0.001 ? 'less than 0.001' : digits(percent),
  );
  return fits === 0 ? 'no fit' : `the fit leaves ${left} % of |Z|, at most ${most} %`;
}

function nameOf({
  measured_at_unix_second: at,
  derived_cycle_count: cycle,
  circuit_id,
  voltage_volt,
}: ResistanceEstimate) {
  const when = [cycle === null ? null : `cycle ${cycle}`, at === null ? null : instant(at)];
  const where = voltage_volt === null ? null : `${voltage_volt.toFixed(2)} V`;
  return [...when, where, circuit_id].filter((word) => word !== null).join(', ') || none;
}
