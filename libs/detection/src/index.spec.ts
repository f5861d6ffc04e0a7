import * as detection from './index.js';

test('the door is opened on purpose', () => {
  expect(Object.keys(detection).sort()).toEqual([
    'ceDropVersion',
    'defaultRules',
    'evolveCeDrop',
    'evolveEpisode',
    'evolveRecordRules',
    'initialCeDropState',
    'initialRecordRulesState',
    'recordRules',
    'rules',
    'tellChange',
  ]);
});
