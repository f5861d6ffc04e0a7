import type { CellFacts, EdgeResistance } from '@cellwatch/events';
import { makeChart, type Chart } from './chart.js';
import { element, setText } from './element.js';
import { decimals, scaleFor } from './format.js';
import type { CycleSummary } from './shapes.js';
import { noEnergyDensity } from './words.js';

interface Line {
  label: string;
  color: string;
  of(cycle: CycleSummary): number | null | undefined;
}

interface LifeChart {
  title: string;
  unit: string;
  note: string;
  decimals: number;
  lines: Line[];
  /** Multiplies what a cycle says; without it the unit takes the prefix that suits. */
  factor?: number;
  byArea?: boolean;
  /** Why there may be nothing. */
  absent(facts: CellFacts): string;
}

const edgeLines = (edge: (cycle: CycleSummary) => EdgeResistance | null | undefined): Line[] => [
  { label: 'First record', color: '--charge', of: (cycle) => edge(cycle)?.resistance_ohm },
  { label: '1 s', color: '--voltage', of: (cycle) => edge(cycle)?.resistance_1s_ohm },
  { label: '10 s', color: '--discharge', of: (cycle) => edge(cycle)?.resistance_10s_ohm },
];
const edgeNote = '(V − V before) / (I − I before). A pulse resistance: the 10 s value holds diffusion too.';

const charts: LifeChart[] = [
  {
    title: 'Mean voltages',
    unit: 'V',
    note: 'Energy over capacity of each half.',
    decimals: 4,
    factor: 1,
    lines: [
      { label: 'Charge', color: '--charge', of: (cycle) => cycle.mean_charging_voltage_volt },
      { label: 'Discharge', color: '--discharge', of: (cycle) => cycle.mean_discharging_voltage_volt },
    ],
    absent: () => 'no complete cycle',
  },
  {
    title: 'Hysteresis',
    unit: 'mV',
    note: 'Mean charge voltage minus mean discharge voltage.',
    decimals: 1,
    factor: 1000,
    lines: [{ label: 'Hysteresis', color: '--voltage', of: (cycle) => cycle.voltage_hysteresis_volt }],
    absent: () => 'no complete cycle',
  },
  {
    title: 'Edge resistance, charge',
    unit: 'Ω',
    note: `Where a rest ends and the charge begins: ${edgeNote}`,
    decimals: 1,
    byArea: true,
    lines: edgeLines((cycle) => cycle.charging_edge),
    absent: () => 'no rest before the charge',
  },
  {
    title: 'Edge resistance, discharge',
    unit: 'Ω',
    note: `Where a rest ends and the discharge begins: ${edgeNote}`,
    decimals: 1,
    byArea: true,
    lines: edgeLines((cycle) => cycle.discharging_edge),
    absent: () => 'no rest before the discharge',
  },
  {
    title: 'Edge resistance, into rest',
    unit: 'Ω',
    note: `Where the charge ends and a rest begins: ${edgeNote}`,
    decimals: 1,
    byArea: true,
    lines: edgeLines((cycle) => cycle.rest_after_charge?.edge),
    absent: () => 'no rest after the charge',
  },
  {
    title: 'Slope at rest',
    unit: 'mV/h',
    note: 'dV/dt over the last third of the rest after each half.',
    decimals: 1,
    factor: 1000,
    lines: [
      { label: 'After charge', color: '--charge', of: (cycle) => cycle.rest_after_charge?.slope_volt_per_hour },
      {
        label: 'After discharge',
        color: '--discharge',
        of: (cycle) => cycle.rest_after_discharge?.slope_volt_per_hour,
      },
    ],
    absent: () => 'no rest of a minute and ten records',
  },
  {
    title: 'Leak',
    unit: 'A',
    note: 'What a cycle loses beyond the usual loss of its conditions, over its time. No value within noise.',
    decimals: 3,
    lines: [{ label: 'Leak', color: '--alert', of: (cycle) => cycle.leakage_current_ampere }],
    absent: () => 'within the noise of the usual loss',
  },
  {
    title: 'Energy density',
    unit: 'Wh/kg',
    note: 'Discharged energy over both coatings and the separator: as built, and with the projected separator, which was not built.',
    decimals: 1,
    factor: 1,
    lines: [
      { label: 'As built', color: '--charge', of: (cycle) => cycle.energy_density_watt_hour_per_kilogram },
      { label: 'Projected', color: '--rest', of: (cycle) => cycle.projected_energy_density_watt_hour_per_kilogram },
    ],
    absent: (facts) => noEnergyDensity(facts) || 'no complete cycle',
  },
  {
    title: 'Temperature',
    unit: '°C',
    note: 'Of the cell, else of the chamber, at the end of the cycle; and the set point.',
    decimals: 1,
    factor: 1,
    lines: [
      { label: 'Measured', color: '--current', of: (cycle) => cycle.temperature_celsius },
      { label: 'Set point', color: '--rest', of: (cycle) => cycle.temperature_set_point_celsius },
    ],
    absent: () => 'no sensor, no set point',
  },
];

export interface LifeCharts {
  node: HTMLElement;
  draw(cycles: CycleSummary[], facts: CellFacts, marks: number[]): void;
  destroy(): void;
}

/** Voltages, resistances, rests and energy against the cycle. What has no value at all is named with its reason, not drawn. */
export function lifeCharts(): LifeCharts {
  const drawn = charts.map(drawnChart);
  const absent = element('p', { class: 'note' });
  return {
    node: element('div', {}, element('div', { class: 'charts side' }, ...drawn.map(({ chart }) => chart.node)), absent),
    draw(cycles, facts, marks) {
      const whole = cycles.filter(({ status }) => status === 'complete');
      const missing = drawn.filter(({ draw }) => !draw(whole, facts, marks)).map(({ of }) => of);
      const named = missing.map(({ title, absent: why }) => `${title.toLowerCase()} (${why(facts)})`);
      setText(absent, named.length > 0 ? `Nothing to draw of: ${named.join('; ')}.` : '');
    },
    destroy() {
      for (const { chart } of drawn) chart.destroy();
    },
  };
}

function drawnChart(of: LifeChart) {
  let unit = of.unit;
  let area: number | undefined;
  let factor = 1;
  const show = (value: number) => {
    const perArea = of.byArea && area !== undefined ? ` · ${decimals(value * factor * area, 1)} Ω·cm²` : '';
    return `${decimals(value, of.decimals)} ${unit}${perArea}`;
  };
  const chart: Chart = makeChart({
    x: 'cycle',
    showX: String,
    group: 'cycles',
    height: 160,
    title: of.title,
    unit: of.unit,
    note: of.note,
    series: of.lines.map(({ label, color }) => ({ label, color, show, dots: true })),
  });
  chart.node.hidden = true;
  return {
    of,
    chart,
    /** False where there is nothing to draw. */
    draw(cycles: CycleSummary[], facts: CellFacts, marks: number[]): boolean {
      const values = of.lines.map((line) => cycles.map((cycle) => line.of(cycle) ?? null));
      const any = values.some((line) => line.some((value) => value !== null));
      chart.node.hidden = !any;
      if (!any) return false;
      const scale =
        of.factor === undefined ? scaleFor(values.flat(), of.unit) : { factor: 1 / of.factor, unit: of.unit };
      ({ factor, unit } = scale);
      area = facts.area_cm2;
      chart.draw(
        [
          cycles.map(({ derived_cycle_count }) => derived_cycle_count),
          ...values.map((line) => line.map((value) => (value === null ? null : value / factor))),
        ],
        marks,
      );
      chart.describe(of.note, unit);
      return true;
    },
  };
}
