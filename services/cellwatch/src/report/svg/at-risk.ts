import { text, type Frame } from './frame.js';
import { ticksOf } from './scale.js';

export interface AtRisk {
  group: string;
  /** Cells at risk from a cycle on, in order. */
  at_risk: [cycle: number, cells: number][];
}

export const heightOf = (groups: readonly AtRisk[]) => 26 + 16 * groups.length;

/** The numbers at risk under the ticks of the axis, a line per group, as survival curves are printed. */
export function drawAtRisk(groups: readonly AtRisk[]): (frame: Frame) => string[] {
  return ({ x, left, bottom }) => {
    const top = bottom + 62;
    const ticks = ticksOf(x.domain, 8).filter((tick) => Number.isInteger(tick));
    return [
      text(left, top, 'Cells at risk', 'start', 'title'),
      ...groups.flatMap(({ at_risk }, index) => {
        const y = top + 18 + 16 * index;
        const countAt = (cycle: number) => at_risk.findLast(([from]) => from <= cycle)?.[1] ?? 0;
        return [
          `<rect class="key g${index % 8}" x="${left - 34}" y="${y - 6}" width="18" height="3"/>`,
          ...ticks.map((tick) => text(x(tick), y, String(countAt(tick)), 'middle')),
        ];
      }),
    ];
  };
}
