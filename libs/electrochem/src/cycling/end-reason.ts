import type { CellFacts, EndReason } from '@cellwatch/events';
import type { Half } from './state.js';

/** Maccor's ES of a step's last row, as inferred from data: no manual names them. */
const maccorReasons: Record<number, EndReason> = {
  129: 'time',
  132: 'current',
  133: 'voltage',
  136: 'capacity',
  193: 'user',
};
const nearVolt = 0.005;

/** Why a half ended: by the cycler's end status where it is known, else by the cell's declared voltage limits. */
export function endReason(half: Half, facts: CellFacts): EndReason {
  const { end_status, end_voltage_volt, end_at_constant_voltage, direction } = half;
  if (half.maccor && end_status !== null && end_status in maccorReasons) return maccorReasons[end_status];
  const limit = direction === 1 ? facts.upper_voltage_limit_volt : facts.lower_voltage_limit_volt;
  if (limit === undefined || (limit - end_voltage_volt) * direction > nearVolt) return 'unknown';
  return end_at_constant_voltage ? 'current' : 'voltage';
}
