import { stepResponse } from '../../../libs/electrochem/src/spec-support/step-response.js';
import type { TruthCell } from '../truth-cell.js';
import { disk_cm2 } from './shared.js';

const loading = 2.5;
const milliampere = 0.3 * loading * disk_cm2;
const seconds = (1000 / 300) * 3600;

/** R1 + (R_int‖CPE) + (R_ct‖CPE) + W: 3, 12, 38.7 Ω and σ 25 Ω·s^-½ answer the edge of a discharge from rest. */
function discharge() {
  // an edge begins where the rest before it ends, at the upper limit
  const before = 2;
  const early = [0.001, 0.01, ...Array.from({ length: 300 }, (_, k) => (k + 1) / 10)];
  const late = Array.from({ length: 38 }, (_, k) => 300 * (k + 1));
  const answered = early.map((second) => before - (milliampere / 1000) * stepResponse(second));
  const from = answered[answered.length - 1];
  return {
    seconds: [...early, ...late, seconds],
    volts: [
      ...answered,
      ...[...late, seconds].map((second) => from + ((0.01 - from) * (second - 30)) / (seconds - 30)),
    ],
  };
}

export const stepCell: TruthCell = {
  name: 'step-response',
  facts: {
    system: 'anode_half_cell',
    active_loading_mg_per_cm2: loading,
    area_cm2: disk_cm2,
    one_c_milliampere_per_gram: 1200,
    lower_voltage_limit_volt: 0.01,
    upper_voltage_limit_volt: 2,
  },
  cycles: [{ capacities: [1000, 900], current: 300, discharging_records: discharge(), charging_volt: 1.6 }],
  counters: false,
  keep_records: true,
};
