import type { PanelBuilder as TrendPanel } from '@grafana/grafana-foundation-sdk/trend';
import { cyclesOfCell } from '../cycles-of-cell.js';
import { units } from '../fields.js';
import { overCycles } from '../panels.js';

export function meanVoltages(): TrendPanel {
  return overCycles(
    'Mean voltages',
    'Energy over capacity of each half, V: the voltage averaged over charge passed, not over time. Charging lies above discharging in every real cell. Empty where a half is too small.',
    cyclesOfCell('mean_charging_voltage_volt', 'mean_discharging_voltage_volt'),
  )
    .unit(units.volt)
    .decimals(4)
    .axisLabel('V');
}

export function voltageHysteresis(): TrendPanel {
  return overCycles(
    'Voltage hysteresis',
    'Mean charging voltage minus mean discharging voltage of the same cycle, V. It grows with resistance; below zero the sign of the current is wrong.',
    cyclesOfCell('voltage_hysteresis_volt'),
  )
    .unit(units.volt)
    .decimals(4)
    .axisLabel('V');
}
