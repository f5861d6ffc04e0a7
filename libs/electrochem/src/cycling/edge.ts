import type { EdgeResistance } from '@cellwatch/events';
import type { Edge } from './state.js';

/** Seconds after the edge at which its resistance is asked for. */
const asked = [0.1, 1, 10, 30];
/** Of the current's step: beyond it the current is not yet, or no longer, what it was set to. */
const settled = 0.01;

export function beginEdge(start_second: number, before_volt: number, before_ampere: number): Edge {
  return {
    start_second,
    before_volt,
    before_ampere,
    records: 0,
    record_index: 0,
    first_second: start_second,
    first_volt: before_volt,
    first_ampere: before_ampere,
    last_second: start_second,
    last_volt: before_volt,
    volts: [],
  };
}

/** Nothing more is asked of it. */
export function isEdgeDone({ volts }: Edge): boolean {
  return volts.length === asked.length;
}

/**
 * Takes the next record of the step. The edge's first record is the first whose current is within 1 % of the one after it: what
 * comes before is the instrument's ramp. Between records the voltage is interpolated, never across the edge itself.
 */
export function advanceEdge(edge: Edge, record_index: number, second: number, volt: number, ampere: number): void {
  const step = edge.first_ampere - edge.before_ampere;
  const ramp = edge.records > 0 && Math.abs(ampere - edge.first_ampere) > settled * Math.abs(step);
  if (ramp && edge.records > 1) {
    while (edge.volts.length < asked.length) edge.volts.push(null);
    return;
  }
  const first = ramp || edge.records === 0;
  if (first) Object.assign(edge, { record_index, first_second: second, first_volt: volt, first_ampere: ampere });
  const passed = second - edge.start_second;
  const spacing = second - edge.last_second;
  if (ramp) edge.volts = edge.volts.map(() => null);
  while (edge.volts.length < asked.length && passed >= asked[edge.volts.length] - 1e-6) {
    const wanted = asked[edge.volts.length];
    if (Math.abs(passed - wanted) <= 1e-6) edge.volts.push(volt);
    else if (first || spacing > wanted) edge.volts.push(null);
    else edge.volts.push(volt - ((volt - edge.last_volt) * (passed - wanted)) / spacing);
  }
  edge.last_second = second;
  edge.last_volt = volt;
  edge.records++;
}

/** What the edge says; null where the current did not change. */
export function edgeResistanceOf(edge: Edge | null): EdgeResistance | null {
  if (!edge || edge.records === 0) return null;
  const current_step_ampere = edge.first_ampere - edge.before_ampere;
  if (current_step_ampere === 0) return null;
  const at = (volt: number | null | undefined) =>
    volt === null || volt === undefined ? null : (volt - edge.before_volt) / current_step_ampere;
  return {
    record_index: edge.record_index,
    time_second: edge.first_second - edge.start_second,
    current_step_ampere,
    resistance_ohm: at(edge.first_volt)!,
    resistance_100ms_ohm: at(edge.volts[0]),
    resistance_1s_ohm: at(edge.volts[1]),
    resistance_10s_ohm: at(edge.volts[2]),
    resistance_30s_ohm: at(edge.volts[3]),
  };
}
