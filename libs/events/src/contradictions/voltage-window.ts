import type { Rule } from './declared.js';

export const voltageWindow: Rule = ({ lower_voltage_limit_volt: lower, upper_voltage_limit_volt: upper }) => {
  if (lower === undefined || upper === undefined || lower < upper) return [];
  const message =
    `lower_voltage_limit_volt is ${lower} and upper_voltage_limit_volt is ${upper}, ` +
    'expected the lower below the upper';
  return [{ fields: ['lower_voltage_limit_volt', 'upper_voltage_limit_volt'], message }];
};
