import type { Figures } from '../report.js';
import { frame } from './frame.js';
import { short, tag } from './markup.js';

/** Kaplan-Meier steps per group, with their 95 % intervals. */
export function survivalChart(id: string, title: string, groups: Figures['survival']): string {
  const last = Math.max(1, ...groups.map(({ last_cycle }) => last_cycle));
  const drawn = frame({ id, title, x_title: 'Cycle', y_title: 'Survival (%)', x: [0, last], y: [0, 104], height: 260 });
  const place = (cycle: number, share: number) => `${short(drawn.x(cycle))},${short(drawn.y(100 * share))}`;
  const shapes = groups.flatMap(({ last_cycle, survival: { steps } }, index) => {
    const levels = [{ cycle: 0, survival: 1, confidence_low: 1, confidence_high: 1 }, ...steps];
    const points = levels.flatMap(({ cycle, survival }, at) => [
      ...(at > 0 ? [place(cycle, levels[at - 1].survival)] : []),
      place(cycle, survival),
    ]);
    const bands = levels.flatMap(({ cycle, confidence_low, confidence_high }, at) => {
      if (at === 0 || confidence_low === null || confidence_high === null) return [];
      const x = drawn.x(cycle);
      const y = drawn.y(100 * confidence_high);
      const end = drawn.x(levels[at + 1]?.cycle ?? last_cycle);
      const box = { x, y, width: end - x, height: drawn.y(100 * confidence_low) - y };
      return [tag('rect', { class: `band g${index % 8}`, ...box })];
    });
    return [
      ...bands,
      tag('polyline', {
        class: `mean g${index % 8}`,
        points: [...points, place(last_cycle, levels.at(-1)!.survival)].join(' '),
      }),
    ];
  });
  return drawn.draw(shapes);
}
