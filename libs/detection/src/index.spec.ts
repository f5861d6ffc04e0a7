import * as detection from './index.js';

test('the door is opened on purpose', () => {
  expect(Object.keys(detection).sort()).toEqual([
    'backtestCell',
    'byHand',
    'cellRules',
    'compareBacktests',
    'declareRuleSet',
    'defaultRules',
    'evolveCycleRules',
    'evolveEpisode',
    'evolveRecordRules',
    'faultOf',
    'faults',
    'initialCycleRulesState',
    'initialRecordRulesState',
    'isPaging',
    'isUndecided',
    'isWithin',
    'noRuleSet',
    'openBacktest',
    'readLabels',
    'recordRules',
    'rules',
    'scoreAlerts',
    'tellChange',
  ]);
});
