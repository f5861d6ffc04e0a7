import type { ResistanceEstimate } from '@cellwatch/events';
import { ask, cellPath } from './ask.js';
import { curveChart, type Curve, type Spot } from './curve-chart.js';
import { element, setText } from './element.js';
import { digits, instant, none } from './format.js';
import { resistanceTable } from './resistance-table.js';
import type { ShownSpectrum } from './shapes.js';
import { kramersKronigWords } from './words.js';

const colors = ['--g0', '--g1', '--g2', '--g3', '--g4', '--g5', '--g6', '--g7'];

export interface ImpedancePanel {
  node: HTMLElement;
  load(): Promise<void>;
  destroy(): void;
}

/** Impedance of a cell: one spectrum with its fit and what it says, and R_ct over the cycles, a line a series. Hidden without any. */
export function impedancePanel(cell_id: string, signal: AbortSignal): ImpedancePanel {
  const path = cellPath(cell_id);
  let resistances: ResistanceEstimate[] = [];
  let chosen: string | null = null;
  let drawn = '';

  const select = element('select', { id: 'spectrum' });
  const verdict = element('p', { class: 'verdict', role: 'status' });
  const findings = element('ul', { class: 'findings' });
  const nyquist = curveChart('Nyquist', { x: 'Re Z', y: '−Im Z' }, { equal: true });
  const bode = curveChart('Modulus', { x: 'log₁₀ f', y: '|Z|' });
  const trend = curveChart('R_ct over cycles', { x: 'Cycle', y: 'R_ct' });
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
    element('div', { class: 'charts side' }, nyquist.node, bode.node),
    element('div', { class: 'charts' }, trend.node),
    tableBox,
  );
  select.addEventListener('change', () => {
    chosen = select.value;
    void drawSpectrum();
  });

  async function load(): Promise<void> {
    try {
      ({ resistances } = await ask<{ resistances: ResistanceEstimate[] }>(`${path}/resistances`, signal));
    } catch (error) {
      if (!signal.aborted) setText(verdict, `The resistances could not be read: ${(error as Error).message}`);
      return;
    }
    const now = JSON.stringify(resistances);
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
    drawTrend();
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
      const { spectrum, fits } = await ask<ShownSpectrum>(`${path}/spectra/${spectrum_id}`, signal);
      if (chosen !== spectrum_id) return;
      const parts = [
        { label: 'Measured', color: '--voltage', dots: true, columns: spectrum },
        ...fits.map((columns, at) => ({
          label: `Fit ${columns.circuit_id}`,
          color: colors[at + 1],
          dots: false,
          columns,
        })),
      ];
      const curves = (point: (columns: Columns, at: number) => { x: number; y: number }): Curve[] =>
        parts.map(({ columns, ...curve }) => ({
          ...curve,
          dashed: false,
          points: columns.frequency_hertz
            .map((_, at) => point(columns, at))
            .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
            .sort((one, other) => one.x - other.x),
        }));
      nyquist.draw(
        curves(({ real_impedance_ohm: real, imaginary_impedance_ohm: imaginary }, at) => ({
          x: real[at],
          y: -imaginary[at],
        })),
        [],
        { x: 'Ω', y: 'Ω' },
      );
      bode.draw(
        curves(({ frequency_hertz: f, real_impedance_ohm: real, imaginary_impedance_ohm: imaginary }, at) => ({
          x: Math.log10(f[at]),
          y: Math.hypot(real[at], imaginary[at]),
        })),
        [],
        { x: 'Hz', y: 'Ω' },
      );
      const left = [resistance.residual_percent, resistance.largest_residual_percent].map((percent) =>
        percent === null ? none : percent < 0.001 ? 'less than 0.001' : digits(percent),
      );
      nyquist.describe(
        `${spectrum.frequency_hertz.length} points; ${fits.length === 0 ? 'no fit' : `the fit leaves ${left[0]} % of |Z|, at most ${left[1]} %`}. Both axes have one scale.`,
      );
    } catch (error) {
      if (!signal.aborted) setText(verdict, `The spectrum could not be read: ${(error as Error).message}`);
    }
  }

  function drawTrend(): void {
    const series = new Map<string, ResistanceEstimate[]>();
    for (const one of resistances)
      if (one.series_key !== null) series.set(one.series_key, [...(series.get(one.series_key) ?? []), one]);
    const color = [...series.keys()].map((_, at) => colors[at % colors.length]);
    const curves = [...series].map(([key, list], at): Curve => ({
      label: key.split('|').slice(1).join(', '),
      color: color[at],
      dashed: false,
      dots: true,
      line: true,
      points: list
        .map((one) => ({
          x: one.derived_cycle_count!,
          y: one.charge_transfer_resistance_ohm!,
          error: one.charge_transfer_resistance_standard_deviation_ohm ?? undefined,
        }))
        .sort((one, other) => one.x - other.x),
    }));
    const spots = [...series.values()].flat().flatMap(({ growth, ...one }): Spot[] =>
      growth === null
        ? []
        : [
            {
              x: one.derived_cycle_count!,
              y: one.charge_transfer_resistance_ohm!,
              color: '--alert',
              label: `growth × ${digits(one.resistance_ratio)}`,
            },
          ],
    );
    trend.draw(curves, spots, { x: 'derived', y: 'Ω' });
    trend.describe(
      curves.length === 0
        ? 'No spectrum stands in a series: the table says why.'
        : 'A line a series of one circuit, voltage, temperature and direction; bars are ± 1σ. Before cycle 10 a cell is activated: the reference is the median of the first three after that.',
    );
  }

  return {
    node,
    load,
    destroy() {
      nyquist.destroy();
      bode.destroy();
      trend.destroy();
    },
  };
}

interface Columns {
  frequency_hertz: number[];
  real_impedance_ohm: number[];
  imaginary_impedance_ohm: number[];
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
