import { estimateText } from './estimate-text.js';

test.each([
  [38.7, 0.1512, '38.70 ± 0.15'],
  [38.7, 1.3e-6, '38.700 ± 1e-6'],
  [0.0141, 0.00012, '0.01410 ± 0.00012'],
  [2e-5, 4.8e-7, '(2.000 ± 0.048) · 10⁻⁵'],
  [1.338e-14, null, '1.34 · 10⁻¹⁴'],
  [null, null, '–'],
])('%d ± %d', (value, deviation, text) => expect(estimateText(value, deviation)).toBe(text));
