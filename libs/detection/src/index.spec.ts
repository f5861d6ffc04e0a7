import * as detection from './index.js';

test('the door is opened on purpose', () => {
  expect(Object.keys(detection).sort()).toEqual([
    'cellRules',
    'declareRuleSet',
    'defaultRules',
    'evolveCycleRules',
    'evolveEpisode',
    'evolveFusion',
    'evolveRecordRules',
    'evolveResistanceRules',
    'faultOf',
    'faults',
    'inOrderOfSpectra',
    'initialCycleRulesState',
    'initialFusionState',
    'initialRecordRulesState',
    'initialResistanceRulesState',
    'isFused',
    'noRuleSet',
    'recordRules',
    'rules',
    'scoreAlerts',
    'tellChange',
  ]);
});
