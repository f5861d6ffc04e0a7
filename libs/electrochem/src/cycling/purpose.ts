import type { CellFacts, CyclePurpose } from '@cellwatch/events';
import type { Half, OpenCycle } from './state.js';

const leastPulses = 3;
const leastTitrations = 5;
/** Of a titration's half: its greatest step is no more. */
const titrationShare = 0.25;

/** What a cycle is for: formation and check-ups as declared, pulse trains and titrations (GITT) by their steps. */
export function cyclePurpose(facts: CellFacts, { derived_cycle_count, first, second }: OpenCycle): CyclePurpose {
  if (facts.check_up_cycles?.includes(derived_cycle_count)) return 'check_up';
  const halves = [first, second].filter((half) => half !== null);
  if (halves.some(isPulsed)) return 'pulses';
  if (halves.some(isTitrated)) return 'titration';
  return facts.formation_cycles?.includes(derived_cycle_count) ? 'formation' : 'cycling';
}

function isPulsed({ pulse_steps }: Half): boolean {
  return pulse_steps >= leastPulses;
}

/** Small steps of load with a rest after each. */
function isTitrated({ rests, load_steps, pulse_steps, main_capacity_ah, capacity_ah }: Half): boolean {
  const steps = load_steps - pulse_steps;
  return rests >= leastTitrations && steps >= leastTitrations && main_capacity_ah <= titrationShare * capacity_ah;
}
