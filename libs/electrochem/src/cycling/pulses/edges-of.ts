import type { CycleSummary, EdgeResistance, Relaxation } from '@cellwatch/events';

/** An edge of a cycle, in the series that it belongs to: two of different kinds never share one. */
export interface CycleEdge extends Omit<EdgeResistance, 'record_index'> {
  kind: 'into_charge' | 'into_discharge' | 'charge_into_rest' | 'discharge_into_rest';
  test_id: string;
  first_record_index: number;
  derived_cycle_count: number;
  /** Of the rest on the edge's one side, at its end; null where no cycle tells it. */
  rest_voltage_volt: number | null;
  temperature_celsius: number | null;
}

/**
 * The edges between rest and load that cycles tell, as a series: at most four a cycle, in the order in which they come. Cycles in order
 * of the cell's life. `first_record_index` is the edge's own first record, not the cycle's.
 */
export function edgesOf(cycles: readonly CycleSummary[]): CycleEdge[] {
  let rest_before: number | null = null;
  return cycles.flatMap((cycle) => {
    const edges: CycleEdge[] = [];
    const add = (kind: CycleEdge['kind'], edge: EdgeResistance | null, rest_voltage_volt: number | null) => {
      if (!edge) return;
      const { record_index: first_record_index, ...told } = edge;
      const { test_id, derived_cycle_count, temperature_celsius } = cycle;
      edges.push({
        kind,
        test_id,
        first_record_index,
        derived_cycle_count,
        ...told,
        rest_voltage_volt,
        temperature_celsius,
      });
    };
    const half = (direction: 'charge' | 'discharge', edge: EdgeResistance | null, rest: Relaxation | null) => {
      add(`into_${direction}`, edge, rest_before);
      add(`${direction}_into_rest`, rest?.edge ?? null, rest?.end_voltage_volt ?? null);
      rest_before = rest?.end_voltage_volt ?? null;
    };
    const charge = () => half('charge', cycle.charging_edge, cycle.rest_after_charge);
    const discharge = () => half('discharge', cycle.discharging_edge, cycle.rest_after_discharge);
    for (const one of cycle.first_direction === 'discharge' ? [discharge, charge] : [charge, discharge]) one();
    return edges;
  });
}
