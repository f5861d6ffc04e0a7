import type { CellFacts, PulseResistance } from '@cellwatch/events';
import { initialCyclingState } from '../initial-cycling-state.js';
import type { CyclingState, Direction, Edge, Rest } from '../state.js';
import type { RootSums } from '../../pulse/root-sums.js';

/** What is known of a cell's pulses between two batches. Plain JSON, as the state of cycling is. */
export interface PulsesState {
  cycling: CyclingState;
  /** Test time since when no current flows; null under load, and before the first rest. */
  resting_from_second: number | null;
  /** The step under load that runs, should it be a pulse. */
  running: RunningPulse | null;
  /** It ended as a pulse would: what follows decides. */
  ended: EndedPulse | null;
  /** A pulse after which the cell rests. */
  resting: RestingPulse | null;
}

export interface RunningPulse {
  edge: Edge;
  edge_time_unknown: boolean;
  sums: RootSums;
  rest_before_second: number | null;
  started_at_unix_second: number;
  derived_cycle_count: number | null;
  half_direction: Direction | null;
  half_capacity_ah: number | null;
}

export interface EndedPulse {
  pulse: PulseResistance;
  sums: RootSums;
}

export interface RestingPulse extends EndedPulse {
  rest: Rest;
  edge: Edge | null;
}

export function initialPulsesState(facts: CellFacts): PulsesState {
  return {
    cycling: initialCyclingState(facts, { shapes: false }),
    resting_from_second: null,
    running: null,
    ended: null,
    resting: null,
  };
}
