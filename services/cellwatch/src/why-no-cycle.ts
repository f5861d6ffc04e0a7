import { oneCCurrent } from '@cellwatch/electrochem';
import type { CellFacts } from '@cellwatch/events';

/** Why records gave no cycle, as far as the facts can be the reason. */
export function whyNoCycle(facts: CellFacts | undefined): string {
  const nominal = facts && (facts.nominal_capacity_ah ?? oneCCurrent(facts));
  if (!nominal) return 'no cycle: no step under load of more than 60 s';
  return (
    `no cycle: nothing passed 1 % of the nominal capacity of ${Number(nominal.toPrecision(4))} Ah; ` +
    'is that right, and are the file’s currents in amperes?'
  );
}
