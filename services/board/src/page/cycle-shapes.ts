import type { CellFacts } from '@cellwatch/events';
import { ask, cellPath } from './ask.js';
import { curveChart, type Curve, type Spot } from './curve-chart.js';
import { dataTable } from './data-table.js';
import { element, setText } from './element.js';
import { decimals, none, scaleFor } from './format.js';
import type { CycleShape, CycleSummary } from './shapes.js';
import { noCurve, peakClaims } from './words.js';

const colors = ['--g0', '--g1', '--g2', '--g3', '--g4', '--g5'];
const halves = ['charge', 'discharge'] as const;
type Half = (typeof halves)[number];

export interface CycleShapes {
  node: HTMLElement;
  offer(cycles: CycleSummary[], facts: CellFacts): void;
  destroy(): void;
}

/** dQ/dV and voltage over capacity of chosen cycles, overlaid; peaks marked and listed. */
export function cycleShapes(cell_id: string, signal: AbortSignal): CycleShapes {
  const shapes = new Map<number, CycleShape>();
  /** What is drawn of a cycle: another revision or other facts are asked for again. */
  const versions = new Map<number, string>();
  let chosen: number[] | undefined;
  let known = new Map<number, CycleSummary>();
  let shown: readonly Half[] = halves;

  const chips = element('span', { class: 'picked' });
  const number = element('input', { id: 'shape-cycle', inputmode: 'numeric', size: '5' });
  const add = element('button', {}, 'Add');
  const form = element('form', {}, element('label', { for: 'shape-cycle' }, 'Cycle'), number, add);
  const trouble = element('p', { class: 'note', role: 'status' });
  const choices: [string, readonly Half[]][] = [
    ['Both', halves],
    ['Charge', ['charge']],
    ['Discharge', ['discharge']],
  ];
  const buttons = choices.map(([name, which]) => {
    const button = element('button', { type: 'button', 'aria-pressed': String(which === shown) }, name);
    button.addEventListener('click', () => {
      shown = which;
      for (const each of buttons) each.setAttribute('aria-pressed', String(each === button));
      draw();
    });
    return button;
  });
  const differential = curveChart('dQ/dV', { x: 'Voltage', y: 'dQ/dV' });
  const voltage = curveChart('Voltage over capacity', { x: 'Capacity', y: 'Voltage' });
  const peakBox = element('div', {});
  const node = element(
    'section',
    { class: 'shapes', 'aria-labelledby': 'shapes-title' },
    element(
      'div',
      { class: 'bar' },
      element('h2', { id: 'shapes-title' }, 'Shapes of cycles'),
      chips,
      form,
      element('div', { class: 'choice', role: 'group', 'aria-label': 'Halves' }, ...buttons),
    ),
    trouble,
    element('div', { class: 'charts side' }, differential.node, voltage.node),
    peakBox,
  );

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const cycle = Number(number.value);
    if (!known.has(cycle) || number.value.trim() === '')
      return setText(trouble, `The cell has no cycle ${number.value.trim() || 'without a number'}.`);
    if (chosen!.length === colors.length)
      return setText(trouble, `At most ${colors.length} cycles: take one out first.`);
    number.value = '';
    choose([...new Set([...chosen!, cycle])].sort((one, other) => one - other));
  });

  function choose(next: number[]): void {
    chosen = next;
    setText(trouble, '');
    showChips();
    void load();
  }

  function showChips(): void {
    chips.replaceChildren(
      ...chosen!.map((cycle, at) => {
        const swatch = element('span', { class: 'swatch' });
        swatch.style.background = `var(${colors[at]})`;
        const out = element(
          'button',
          { type: 'button', 'aria-label': `Take cycle ${cycle} out` },
          swatch,
          `${cycle} ×`,
        );
        out.addEventListener('click', () => choose(chosen!.filter((other) => other !== cycle)));
        return out;
      }),
    );
  }

  const versionOf = ({ facts_version, definition_version, revision, status }: CycleSummary) =>
    `${facts_version} ${definition_version} ${revision} ${status}`;

  async function load(): Promise<void> {
    const asked = chosen!.filter((cycle) => known.has(cycle) && versions.get(cycle) !== versionOf(known.get(cycle)!));
    for (const cycle of asked) {
      versions.set(cycle, versionOf(known.get(cycle)!));
      try {
        shapes.set(cycle, await ask<CycleShape>(`${cellPath(cell_id)}/cycles/${cycle}/dqdv`, signal));
      } catch (error) {
        versions.delete(cycle);
        if (signal.aborted) return;
        setText(trouble, `Cycle ${cycle} could not be read: ${(error as Error).message}`);
      }
    }
    draw();
  }

  function draw(): void {
    const drawn = chosen!.flatMap((cycle, at) => {
      const shape = shapes.get(cycle);
      return shape ? shown.map((half) => ({ cycle, half, curve: shape[half], color: colors[at], shape })) : [];
    });
    const label = (cycle: number, half: Half) => (shown.length === 1 ? `Cycle ${cycle}` : `${cycle} ${half}`);
    const heights = drawn.flatMap(({ curve }) => curve?.differential?.differential_capacity_ah_per_volt ?? []);
    const slope = scaleFor(heights, 'Ah/V');
    // A discharge is drawn downwards where both are shown.
    const signOf = (half: Half) => (half === 'discharge' && shown.length > 1 ? -1 : 1);
    const curves = drawn.flatMap(({ cycle, half, curve, color }): Curve[] => {
      const found = curve?.differential;
      if (!found) return [];
      const points = found.voltage_volt.map((x, at) => ({
        x,
        y: (signOf(half) * found.differential_capacity_ah_per_volt[at]) / slope.factor,
      }));
      return [
        { label: label(cycle, half), color, dashed: half === 'discharge' && shown.length > 1, points: rising(points) },
      ];
    });
    const spots = drawn.flatMap(({ half, curve, color }): Spot[] =>
      (curve?.peaks ?? []).map(({ voltage_volt, height_ah_per_volt, assignment }) => ({
        x: voltage_volt,
        y: (signOf(half) * height_ah_per_volt) / slope.factor,
        color,
        label: assignment,
      })),
    );
    differential.draw(curves, spots, { x: 'V', y: slope.unit });
    const capacity = scaleFor(
      drawn.flatMap(({ curve }) => curve?.voltage_over_capacity.capacity_ah ?? []),
      'Ah',
    );
    voltage.draw(
      drawn.flatMap(({ cycle, half, curve, color }): Curve[] => {
        if (!curve) return [];
        const { capacity_ah, voltage_volt } = curve.voltage_over_capacity;
        const points = capacity_ah.map((ah, at) => ({ x: ah / capacity.factor, y: voltage_volt[at] }));
        return [{ label: label(cycle, half), color, dashed: half === 'discharge' && shown.length > 1, points }];
      }),
      [],
      { x: capacity.unit, y: 'V' },
    );
    voltage.describe('Charge passed in the half since the cycle began. Every point is a record, thinned.');
    const claim = drawn[0]?.shape.peak_claim;
    const without = drawn.filter(({ curve }) => curve && curve.differential === null);
    const missing = without.map(
      ({ cycle, half, curve }) => ` No curve of ${half} ${cycle}: ${noCurve[curve!.differential_reason ?? ''] ?? ''}.`,
    );
    differential.describe(
      `Constant-current halves on a 2 mV grid, Gaussian of 20 mV.${shown.length > 1 ? ' Discharge downwards.' : ''} ${
        claim ? peakClaims[claim] : ''
      }${missing.join('')}`,
    );
    peakBox.replaceChildren(peakTable(drawn, slope));
  }

  return {
    node,
    offer(cycles, facts) {
      known = new Map(cycles.map((cycle) => [cycle.derived_cycle_count, cycle]));
      if (cycles.length === 0) return;
      chosen ??= spread(cycles, facts);
      showChips();
      void load();
    },
    destroy() {
      differential.destroy();
      voltage.destroy();
    },
  };
}

/** The first cycle after formation, the middle one and the newest complete one. */
function spread(cycles: CycleSummary[], { formation_cycles = [] }: CellFacts): number[] {
  const complete = cycles.filter(({ status }) => status === 'complete').map((cycle) => cycle.derived_cycle_count);
  const used = complete.filter((cycle) => !formation_cycles.includes(cycle));
  const from = used.length > 0 ? used : complete.length > 0 ? complete : cycles.map((each) => each.derived_cycle_count);
  return [...new Set([from[0], from[(from.length - 1) >> 1], from[from.length - 1]])];
}

function rising(points: { x: number; y: number }[]): { x: number; y: number }[] {
  return points.length > 1 && points[0].x > points[1].x ? points.reverse() : points;
}

interface Drawn {
  cycle: number;
  half: Half;
  curve: CycleShape[Half];
}

function peakTable(drawn: Drawn[], slope: { factor: number; unit: string }): HTMLElement {
  const rows = drawn.flatMap(({ cycle, half, curve }) =>
    (curve?.peaks ?? []).map((peak) => ({ cycle, half, ...peak })),
  );
  if (rows.length === 0) return element('p', { class: 'note' }, 'No peaks found in the chosen halves.');
  const area = scaleFor(
    rows.map(({ area_ah }) => area_ah),
    'Ah',
  );
  return dataTable(
    'Peaks of dQ/dV',
    [
      { head: 'Cycle', cell: ({ cycle }) => String(cycle) },
      { head: 'Half', word: true, cell: ({ half }) => half },
      { head: 'Peak at V', cell: ({ voltage_volt }) => decimals(voltage_volt, 3) },
      { head: `Height ${slope.unit}`, cell: (row) => decimals(row.height_ah_per_volt / slope.factor, 3) },
      { head: `Area ${area.unit}`, cell: ({ area_ah }) => decimals(area_ah / area.factor, 3) },
      { head: 'Assigned to', word: true, cell: ({ assignment }) => assignment ?? none },
    ],
    rows,
  );
}
