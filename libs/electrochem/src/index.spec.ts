import * as electrochem from './index.js';

test('the public face changes on purpose', () => {
  expect(Object.keys(electrochem).sort()).toEqual([
    'arealCapacity',
    'averageCoulombicEfficiency',
    'cRate',
    'capacityRetention',
    'coulombicEfficiency',
    'definitionVersion',
    'energyEfficiency',
    'evolveCycling',
    'fadePerCycle',
    'groupCells',
    'groupCurve',
    'groupStatistics',
    'initialCyclingState',
    'irreversibleCapacity',
    'latestCommonCycle',
    'lifeOf',
    'livedCell',
    'meanVoltage',
    'oneCCurrent',
    'replicateDisagrees',
    'retentionOfAll',
    'retentionOfSurvivors',
    'reversibleCapacity',
    'specificCapacity',
    'studentTQuantile',
    'survival',
    'voltageHysteresis',
  ]);
});
