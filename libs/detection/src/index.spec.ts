import * as detection from './index.js';

test('the door is opened on purpose', () => {
  expect(Object.keys(detection).sort()).toEqual([
    'blindZone',
    'cellRules',
    'declareRuleSet',
    'defaultRules',
    'evolveCycleRules',
    'evolveEpisode',
    'evolveRecordRules',
    'evolveSilence',
    'faultOf',
    'faults',
    'initialCycleRulesState',
    'initialRecordRulesState',
    'initialSilenceState',
    'noRuleSet',
    'recordRules',
    'rules',
    'scoreAlerts',
    'surveyCharge',
    'tellChange',
    'tickSilence',
  ]);
});
