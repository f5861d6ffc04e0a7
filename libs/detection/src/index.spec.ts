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
    'faultOf',
    'faults',
    'initialCeDropState',
    'initialOverchargeState',
    'noRuleSet',
    'overchargeVersion',
    'rules',
    'scoreAlerts',
    'tellChange',
  ]);
});
