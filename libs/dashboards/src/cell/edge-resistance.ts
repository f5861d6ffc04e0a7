import type { PanelBuilder as TrendPanel } from '@grafana/grafana-foundation-sdk/trend';
import { cyclesOfCell, within } from '../cycles-of-cell.js';
import { units } from '../fields.js';
import { overCycles } from '../panels.js';

const convention =
  '(V − V before) / (I − I before), Ω: at the first record whose current is settled, and 1 s and 10 s after the edge, between records interpolated. A pulse resistance, not a charge-transfer resistance: the 10 s value holds diffusion too. Empty where records are too far apart to say.';
const times = ['resistance_ohm', 'resistance_1s_ohm', 'resistance_10s_ohm'];

export function chargingEdge(): TrendPanel {
  return edge(
    'Edge resistance, rest to charge',
    `Where a rest ends and the charge begins: ${convention}`,
    cyclesOfCell(...times.map((time) => within('charging_edge', time))),
  );
}

export function dischargingEdge(): TrendPanel {
  return edge(
    'Edge resistance, rest to discharge',
    `Where a rest ends and the discharge begins: ${convention}`,
    cyclesOfCell(...times.map((time) => within('discharging_edge', time))),
  );
}

export function edgeIntoRest(): TrendPanel {
  return edge(
    'Edge resistance, charge to rest',
    `Where the charge ends and a rest begins: ${convention}`,
    cyclesOfCell(...times.map((time) => within('rest_after_charge', 'edge', time))),
  );
}

function edge(title: string, description: string, sql: string): TrendPanel {
  return overCycles(title, description, sql).unit(units.ohm).decimals(2).axisLabel('Ω');
}
