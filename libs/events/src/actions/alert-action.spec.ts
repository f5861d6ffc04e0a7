import { actionKey, declareAction, DeclarationError, encodeResult, parseAlertAction, WireError } from '../index.js';

const alert = { cell_id: 'a', rule: 'CE_DROP', test_id: 't', record_index: 3 };
const acknowledged = { action: 'acknowledge', by: 'Ada', at_unix_second: 1000, alert };
const silence = {
  action: 'silence',
  by: 'Ada',
  at_unix_second: 1000,
  scope: { campaign: 'C*' },
  until_unix_second: 2000,
};

test('an action has the name that follows from it, and comes back from the wire', () => {
  const action = declareAction({ ...acknowledged, text: null });
  expect(action).toEqual({ ...acknowledged, action_id: expect.stringMatching(/^[0-9a-f]{16}$/) });
  expect(declareAction(acknowledged).action_id).toBe(action.action_id);
  expect(declareAction({ ...acknowledged, by: 'Bob' }).action_id).not.toBe(action.action_id);
  expect(parseAlertAction(encodeResult(action))).toEqual(action);
  expect(parseAlertAction(encodeResult(declareAction(silence)))).toMatchObject(silence);
});

test('what is of a cell is keyed by it, all else by one key', () => {
  expect(actionKey(declareAction(acknowledged))).toBe('a');
  expect(actionKey(declareAction(silence))).toBe('all cells');
});

test.each<[unknown, string]>([
  ['x', 'an action is "x", expected fields such as action, by and alert'],
  [{ ...acknowledged, action: 'snooze' }, 'action is "snooze", expected one of acknowledge, resolve'],
  [{ ...acknowledged, by: '' }, 'by is "", expected at least 1 characters'],
  [{ ...acknowledged, alert: undefined }, 'alert is missing, expected it for the action acknowledge'],
  [{ ...acknowledged, scope: { rule: 'TEMP' } }, 'scope is {"rule":"TEMP"}, expected none for the action acknowledge'],
  [{ ...acknowledged, alert: { ...alert, rule: 'CE' } }, 'alert.rule is "CE", expected one of HARD_SHORT'],
  [{ ...silence, scope: {} }, 'scope is {}, expected at least one field'],
  [{ ...silence, scope: { room: '1' } }, 'scope has "room", expected only fields of the glossary'],
  [{ ...silence, until_unix_second: undefined }, 'until_unix_second is missing, expected it for the action silence'],
  [{ ...silence, until_unix_second: 999 }, 'until_unix_second is 999, expected a time after 1000'],
  [{ ...silence, until_unix_second: 1e9 }, 'expected a time after 1000 and no more than 366 days later'],
  [{ action: 'note', by: 'Ada', at_unix_second: 1, alert }, 'text is missing, expected it for the action note'],
  [{ action: 'unsilence', by: 'Ada', at_unix_second: 1, silence_id: 'x' }, 'silence_id is "x", expected 16 hex digits'],
])('what a person declared wrong is named: case %#', (declared, message) => {
  expect(() => declareAction(declared)).toThrow(DeclarationError);
  expect(() => declareAction(declared)).toThrow(message);
});

test('a message whose name is not of its fields is refused', () => {
  const action = { ...declareAction(acknowledged), by: 'Bob' };
  expect(() => parseAlertAction(encodeResult(action))).toThrow(WireError);
});
