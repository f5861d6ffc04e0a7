import * as detection from './index.js';

test('the door is opened on purpose', () => {
  expect(Object.keys(detection).sort()).toEqual([
    'defaultRules',
    'evolveCycleRules',
    'evolveEpisode',
    'evolveFusion',
    'evolveOvercharge',
    'evolveResistanceRules',
    'inOrderOfSpectra',
    'initialCycleRulesState',
    'initialFusionState',
    'initialOverchargeState',
    'initialResistanceRulesState',
    'isFused',
    'overchargeVersion',
    'rules',
    'tellChange',
  ]);
});
