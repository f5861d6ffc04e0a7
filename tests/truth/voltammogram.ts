import { printedPeaks } from './cells/peak-cells.js';

const low = 0.01;
const high = 2;
const scan_rate = 0.003;
const interval_second = 1 / 3;

const branch_second = (high - low) / scan_rate;
const rows = Math.round(branch_second / interval_second);

/** Down and up again: a lithiation that goes on beyond the turn, and the printed peaks on the way back. */
function sweep() {
  const time_second: number[] = [];
  const voltage_volt: number[] = [];
  const current_ampere: number[] = [];
  for (let row = 0; row <= 2 * rows; row++) {
    const down = row <= rows;
    const volt = down ? high - (row / rows) * (high - low) : low + ((row - rows) / rows) * (high - low);
    const peaks = printedPeaks.map((peak) => {
      const width = peak.name.startsWith('Si') ? 0.04 : 0.012;
      return (width === 0.04 ? 2 : 1) * Math.exp(-((volt - peak.voltage_volt) ** 2) / (2 * width ** 2));
    });
    time_second.push((row / rows) * branch_second);
    voltage_volt.push(volt);
    current_ampere.push(
      1e-3 * (down ? -0.05 - 4 * Math.exp(-volt / 0.06) : 0.05 + peaks.reduce((sum, peak) => sum + peak, 0)),
    );
  }
  return { time_second, voltage_volt, current_ampere };
}

export const voltammogram = sweep();
