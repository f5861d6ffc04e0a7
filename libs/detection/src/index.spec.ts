import * as detection from './index.js';

test('the door is opened on purpose', () => {
  expect(Object.keys(detection).sort()).toEqual([
    'ceDropVersion',
    'cellRules',
    'declareRuleSet',
    'defaultRules',
    'evolveCeDrop',
    'evolveEpisode',
    'evolveOvercharge',
    'evolveRecordRules',
    'faultOf',
    'faults',
    'initialCeDropState',
    'initialOverchargeState',
    'initialRecordRulesState',
    'noRuleSet',
    'overchargeVersion',
    'recordRules',
    'rules',
    'scoreAlerts',
    'tellChange',
  ]);
});
