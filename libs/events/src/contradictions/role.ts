import type { Rule } from './declared.js';

/** Facts that only some systems have. */
export const role: Rule = ({
  system,
  reference_electrode,
  reference_offset_volt,
  n_to_p_ratio,
  expected_peaks,
  failed_at_cycle,
  withdrawn_at_cycle,
}) => {
  const found: ReturnType<Rule> = [];
  const isHalf = system === 'anode_half_cell' || system === 'cathode_half_cell';
  if (system === 'full_cell' && reference_electrode !== undefined)
    found.push({
      fields: ['reference_electrode', 'system'],
      message:
        `reference_electrode is ${reference_electrode} and system is full_cell, expected a reference in half-cells only: ` +
        'the voltage of a full cell is cathode minus anode',
    });
  if (system === 'full_cell' && reference_offset_volt)
    found.push({
      fields: ['reference_offset_volt', 'system'],
      message:
        `reference_offset_volt is ${reference_offset_volt} and system is full_cell, expected none or 0: ` +
        'the voltage of a full cell is cathode minus anode',
    });
  if (system !== undefined && system !== 'full_cell' && n_to_p_ratio !== undefined)
    found.push({
      fields: ['n_to_p_ratio', 'system'],
      message: `n_to_p_ratio is ${n_to_p_ratio} and system is ${system}, expected it in a full_cell only: here one electrode is under test`,
    });
  if (system !== undefined && !isHalf && expected_peaks !== undefined && expected_peaks.length > 0)
    found.push({
      fields: ['expected_peaks', 'system'],
      message:
        `expected_peaks names ${expected_peaks.map(({ name }) => name).join(', ')} and system is ${system}, expected them in ` +
        'half-cells only: the terminal voltage of a full cell is cathode minus anode, so no peak is one electrode’s',
    });
  if (failed_at_cycle !== undefined && withdrawn_at_cycle !== undefined)
    found.push({
      fields: ['failed_at_cycle', 'withdrawn_at_cycle'],
      message:
        `failed_at_cycle is ${failed_at_cycle} and withdrawn_at_cycle is ${withdrawn_at_cycle}, expected one of them: ` +
        'a cell died, or was taken off although it lived',
    });
  return found;
};
