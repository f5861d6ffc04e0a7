import { declareFacts, encodeResult, noFacts, parseCellFacts, WireError } from './index.js';

test('nothing but a name is no facts', () => {
  expect(declareFacts({ cell_id: 'a' })).toEqual({ cell_id: 'a', facts_version: noFacts });
  expect(declareFacts({ cell_id: 'a', label: null, facts_version: 'old' })).toEqual({
    cell_id: 'a',
    facts_version: '0',
  });
});

test('the version follows from the facts alone: not from the order of fields, not from an older version', () => {
  const one = declareFacts({ cell_id: 'a', system: 'full_cell', formation_cycles: [2, 1, 2] });
  const other = declareFacts({ formation_cycles: [1, 2], system: 'full_cell', facts_version: 'x', cell_id: 'a' });
  expect(one).toEqual(other);
  // sha256 of {"cell_id":"a","formation_cycles":[1,2],"system":"full_cell"}
  expect(one.facts_version).toBe('5954cadab9a72bd1');
  expect(declareFacts({ ...one, prelithiated: false }).facts_version).not.toBe(one.facts_version);
});

test.each([
  ['text', 'facts are "text", expected fields such as cell_id and system'],
  [[], 'facts are [], expected fields'],
  [{}, 'cell_id is missing, expected a string'],
  [{ cell_id: '' }, 'cell_id is "", expected at least 1 characters'],
  [
    { cell_id: 'a', nominal_capacity_mah: 3 },
    'the whole has "nominal_capacity_mah", expected only fields of the glossary (cell_id, system,',
  ],
  [{ cell_id: 'a', system: 'half' }, 'system is "half", expected one of full_cell, anode_half_cell,'],
  [{ cell_id: 'a', nominal_capacity_ah: '3 Ah' }, 'nominal_capacity_ah is "3 Ah", expected a number'],
  [{ cell_id: 'a', nominal_capacity_ah: 0 }, 'nominal_capacity_ah is 0, expected more than 0'],
  [{ cell_id: 'a', area_cm2: Infinity }, 'area_cm2 is Infinity, expected'],
  [{ cell_id: 'a', upper_voltage_limit_volt: 4300 }, 'upper_voltage_limit_volt is 4300, expected at most 10'],
  [{ cell_id: 'a', formation_cycles: [1, 1.5] }, 'formation_cycles.1 is 1.5, expected an integer'],
  [
    { cell_id: 'a', lower_voltage_limit_volt: 4.3, upper_voltage_limit_volt: 2 },
    'lower_voltage_limit_volt is 4.3 and upper_voltage_limit_volt is 2, expected the lower below the upper',
  ],
  [
    { cell_id: 'a', active_mass_gram: 0.0115, active_loading_mg_per_cm2: 2.5, area_cm2: 0.785398 },
    'active_mass_gram is 0.0115, but active_loading_mg_per_cm2 2.5 × area_cm2 0.785398 is 0.00196349 g, expected them within 5 %',
  ],
])('what a person wrote wrong is named: case %#', (declared, message) => {
  expect(() => declareFacts(declared)).toThrow(message);
});

test('a weighed mass may be rounded', () => {
  const facts = { cell_id: 'a', active_mass_gram: 0.0119, active_loading_mg_per_cm2: 14.7, area_cm2: 0.785398 };
  expect(declareFacts(facts)).toMatchObject(facts);
});

test('facts come back from their message', () => {
  const facts = declareFacts({ cell_id: 'a', system: 'anode_half_cell', reference_offset_volt: 0.62 });
  expect(parseCellFacts(encodeResult(facts))).toEqual(facts);
});

test('facts under another version than theirs are refused', () => {
  const facts = declareFacts({ cell_id: 'a', system: 'full_cell' });
  const message = encodeResult({ ...facts, label: 'changed' });
  expect(() => parseCellFacts(message)).toThrow(WireError);
  expect(() => parseCellFacts(message)).toThrow(`facts: facts_version is "${facts.facts_version}", expected "`);
});
