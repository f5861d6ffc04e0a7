import type { PulseResistance } from '@cellwatch/events';
import { ask, cellPath } from './ask.js';
import { bridgeText } from './bridge-text.js';
import { curveChart, type Curve } from './curve-chart.js';
import { element, setText } from './element.js';
import { pulseTable } from './pulse-table.js';
import type { ShownPulses } from './shapes.js';

const colors = ['--g0', '--g1', '--g2', '--g3', '--g4', '--g5', '--g6', '--g7'];
const mostBridges = 12;

/** What a pulse is drawn over, as the axis names it. */
const places = {
  cycle: { axis: 'Cycle', unit: 'derived, pulses of one spread over it', option: 'Cycle' },
  depth: { axis: 'Passed in the half', unit: 'of the capacity', option: 'Share of the half' },
  time: { axis: 'Time', unit: 'h since the first', option: 'Time' },
} as const;
type Place = keyof typeof places;

const delays = [
  ['1 s', (pulse: PulseResistance) => pulse.resistance_1s_ohm],
  ['10 s', (pulse: PulseResistance) => pulse.resistance_10s_ohm],
  ['without diffusion', (pulse: PulseResistance) => pulse.extrapolation?.resistance_ohm ?? null],
] as const;

export interface PulsePanel {
  node: HTMLElement;
  load(): Promise<void>;
  destroy(): void;
}

/** Pulses of a cell: a line a direction and delay, a table, and the bridge to its impedance fits. Hidden without any pulse or bridge. */
export function pulsePanel(cell_id: string, signal: AbortSignal): PulsePanel {
  const path = `${cellPath(cell_id)}/pulses`;
  let found: ShownPulses = { pulses: [], edges: [], bridges: [] };
  let place: Place | undefined;
  let drawn = '';

  const select = element(
    'select',
    { id: 'pulse-place' },
    ...Object.entries(places).map(([value, { option }]) => element('option', { value }, option)),
  );
  const message = element('p', { class: 'quiet', role: 'status' });
  const axes = { x: '', y: 'R' };
  const chart = curveChart('Pulse resistance', axes);
  const bridges = element('ul', { class: 'findings', 'aria-label': 'Pulses against fits' });
  const tableBox = element('div', {});
  const node = element(
    'section',
    { class: 'pulses', 'aria-labelledby': 'pulses-title', hidden: '' },
    element(
      'div',
      { class: 'bar' },
      element('h2', { id: 'pulses-title' }, 'Pulses'),
      element('form', {}, element('label', { for: 'pulse-place' }, 'Over'), select),
    ),
    message,
    element('div', { class: 'charts' }, chart.node),
    bridges,
    tableBox,
  );
  select.addEventListener('change', () => {
    place = select.value as Place;
    draw();
  });

  async function load(): Promise<void> {
    try {
      found = await ask<ShownPulses>(path, signal);
    } catch (error) {
      if (!signal.aborted) setText(message, `The pulses could not be read: ${(error as Error).message}`);
      return;
    }
    setText(message, '');
    node.hidden = found.pulses.length === 0 && found.bridges.length === 0;
    const now = JSON.stringify(found);
    if (node.hidden || now === drawn) return;
    drawn = now;
    draw();
    const { pulses } = found;
    bridges.replaceChildren(
      ...found.bridges
        .slice(-mostBridges)
        .flatMap((bridge) => bridgeText(bridge, found).map((text) => element('li', { 'data-code': 'bridge' }, text))),
    );
    tableBox.replaceChildren(pulses.length === 0 ? '' : pulseTable(pulses));
  }

  function draw(): void {
    const { pulses } = found;
    const cycles = new Set(pulses.map(({ derived_cycle_count }) => derived_cycle_count));
    const depths = pulses.filter(({ half_depth }) => half_depth !== null).length;
    const chosen = place ?? (depths > 2 * cycles.size ? 'depth' : cycles.has(null) ? 'time' : 'cycle');
    select.value = chosen;
    const at = placesOf(pulses, chosen);
    const groups = new Map<string, { pulse: PulseResistance; x: number }[]>();
    pulses.forEach((pulse, index) => {
      const x = at[index];
      const name = `${pulse.kind === 'titration' ? 'titration, ' : ''}${pulse.direction}`;
      if (x !== null) groups.set(name, [...(groups.get(name) ?? []), { pulse, x }]);
    });
    const curves = [...groups].flatMap(([name, list]) =>
      delays.flatMap(([delay, of]): Omit<Curve, 'color'>[] => {
        const points = list
          .map(({ pulse, x }) => ({ x, y: of(pulse) }))
          .filter((point): point is { x: number; y: number } => point.y !== null)
          .sort((one, other) => one.x - other.x)
          // of equal x a chart shows the last alone
          .map(({ x, y }, index) => ({ x: x + index * 1e-9, y }));
        return points.length === 0 ? [] : [{ label: `${name}, ${delay}`, dashed: false, dots: true, points }];
      }),
    );
    axes.x = places[chosen].axis;
    chart.draw(
      curves.map((curve, index) => ({ ...curve, color: colors[index % colors.length] })),
      [],
      { x: places[chosen].unit, y: 'Ω' },
    );
    chart.describe(
      'dV/dI at a stated delay after the edge: two compare only at the same one, and none is R_ct of a fit. Without diffusion: a line in √t, R_1 + R_int + R_ct together. Edges of whole halves are charts of their own above.',
    );
  }

  return { node, load, destroy: () => chart.destroy() };
}

function placesOf(pulses: PulseResistance[], place: Place): (number | null)[] {
  if (place === 'depth') return pulses.map(({ half_depth }) => half_depth);
  if (place === 'time') {
    const first = pulses.find(({ started_at_unix_second: at }) => at !== null)?.started_at_unix_second ?? 0;
    return pulses.map(({ started_at_unix_second: at }) => (at === null ? null : (at - first) / 3600));
  }
  const counts = new Map<number | null, number>();
  const ranks = pulses.map(({ derived_cycle_count: cycle }) => {
    const rank = counts.get(cycle) ?? 0;
    counts.set(cycle, rank + 1);
    return rank;
  });
  return pulses.map(({ derived_cycle_count: cycle }, at) =>
    cycle === null ? null : cycle + ranks[at] / counts.get(cycle)!,
  );
}
