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
    'groupStatistics',
    'initialCyclingState',
    'irreversibleCapacity',
    'lifeOf',
    'meanVoltage',
    'oneCCurrent',
    'replicateDisagrees',
    'retentionOfAll',
    'retentionOfSurvivors',
    'specificCapacity',
    'studentTQuantile',
    'survival',
    'voltageHysteresis',
  ]);
});
