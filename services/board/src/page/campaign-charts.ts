import { makeChart, type Chart } from './chart.js';
import { shownAs } from './campaign-words.js';
import { focusRange } from './focus-range.js';
import { decimals } from './format.js';
import type { CampaignGroup, CampaignSummary } from './shapes.js';

const notes: Record<string, string> = {
  coulombic_efficiency: 'Second half of a cycle over its first.',
  capacity_retention: 'Of the cells that still live: it flatters a group whose cells die, so see the table.',
};
const band =
  'Mean of the group’s cells, one value each, ± one standard deviation; broken where the number of cells changes.';

export const groupColor = (index: number) => `--g${index % 8}`;

/** One chart per quantity, a line and its band per group. */
export function campaignCharts(campaign: CampaignSummary): Chart[] {
  const quantities = campaign.groups[0]?.curves.map(({ quantity }) => quantity) ?? [];
  return quantities.map((quantity) => {
    const { name, unit, places } = shownAs[quantity];
    const show = (value: number) => `${decimals(value, places)} ${unit}`;
    const chart = makeChart({
      title: name,
      unit,
      note: `${band} ${notes[quantity] ?? ''}`.trim(),
      x: 'cycle',
      showX: (cycle) => String(Math.round(cycle)),
      group: 'campaign',
      height: 240,
      series: campaign.groups.flatMap(({ group }, index) => [
        { label: group, color: groupColor(index), show },
        { label: `${group}, + sd`, color: groupColor(index), show, edge: true },
        { label: `${group}, − sd`, color: groupColor(index), show, edge: true },
      ]),
      bands: campaign.groups.map((_, index) => ({
        upper: 3 * index + 1,
        lower: 3 * index + 2,
        color: groupColor(index),
      })),
    });
    drawCampaign(chart, campaign.groups, quantity);
    return chart;
  });
}

type Range = { low: number; high: number };
type Column = (number | null | undefined)[];

export function drawCampaign(chart: Chart, groups: readonly CampaignGroup[], quantity: string): void {
  const { factor } = shownAs[quantity];
  const points = groups.map(({ curves }) => curves.find((curve) => curve.quantity === quantity)?.points ?? []);
  // where the number of cells changes, a place between two cycles at which this group's line ends
  const breaks = points.map((list) =>
    list.flatMap(({ cycle, n }, at) => (at > 0 && list[at - 1].n !== n ? [cycle - 0.5] : [])),
  );
  const x = [...new Set([...points.flatMap((list) => list.map(({ cycle }) => cycle)), ...breaks.flat()])].sort(
    (one, other) => one - other,
  );
  const columns: Column[] = points.flatMap((list, index) => {
    const at = new Map(list.map((point) => [point.cycle, point]));
    const holes = new Set(breaks[index]);
    const column = (value: (point: (typeof list)[number]) => number | null): Column =>
      x.map((cycle) => {
        const point = at.get(cycle);
        if (!point) return holes.has(cycle) ? null : undefined;
        const found = value(point);
        return found === null ? null : found * factor;
      });
    return [
      column(({ mean }) => mean),
      column(({ mean, standard_deviation: sd }) => (sd === null ? null : mean + sd)),
      column(({ mean, standard_deviation: sd }) => (sd === null ? null : mean - sd)),
    ];
  });
  if (quantity !== 'coulombic_efficiency') return chart.draw([x, ...columns]);
  const focus = withSpread(focusOf(points.map((list) => list.map(({ mean }) => mean * factor))), points.flat(), factor);
  chart.draw([x, ...columns], [], focus);
  chart.describe(`${band} ${notes[quantity]}${beyond(groups, quantity, focus)}`);
}

/** Formation of any group would flatten all: the axis is that of the settled cycles. */
function focusOf(groups: number[][]): Range | null {
  const ranges = groups.map((values) => focusRange(values, 0.5));
  if (ranges.every((range) => range === null)) return null;
  const all = groups.map((values, index) => ranges[index] ?? { low: Math.min(...values), high: Math.max(...values) });
  return { low: Math.min(...all.map(({ low }) => low)), high: Math.max(...all.map(({ high }) => high)) };
}

/** The bands of what the axis shows are within it too. */
function withSpread(
  focus: Range | null,
  points: CampaignGroup['curves'][number]['points'],
  factor: number,
): Range | null {
  if (focus === null) return null;
  const shown = points
    .map(({ mean, standard_deviation }) => ({ mean: mean * factor, spread: (standard_deviation ?? 0) * factor }))
    .filter(({ mean }) => mean >= focus.low && mean <= focus.high);
  return {
    low: Math.min(...shown.map(({ mean, spread }) => mean - spread)),
    high: Math.max(...shown.map(({ mean, spread }) => mean + spread)),
  };
}

/** Nothing is hidden: what the axis leaves out is named. */
function beyond(groups: readonly CampaignGroup[], quantity: string, focus: Range | null): string {
  if (focus === null) return '';
  const { factor, places, unit } = shownAs[quantity];
  const out = groups.flatMap(({ group, curves }) =>
    (curves.find((curve) => curve.quantity === quantity)?.points ?? [])
      .map(({ cycle, mean }) => ({ cycle, value: mean * factor }))
      .filter(({ value }) => value < focus.low || value > focus.high)
      .map(({ cycle, value }) => `${group}, cycle ${cycle} (${decimals(value, places)} ${unit})`),
  );
  return ` Beyond the axis: ${out.join('; ')}.`;
}
