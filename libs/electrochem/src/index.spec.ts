import * as electrochem from './index.js';

test('the public face changes on purpose', () => {
  expect(Object.keys(electrochem).sort()).toEqual([
    'arealCapacity',
    'averageCoulombicEfficiency',
    'cRate',
    'capacityRetention',
    'conventions',
    'coulombicEfficiency',
    'definitionVersion',
    'electrodeBasis',
    'energyEfficiency',
    'evolveCycling',
    'fadePerCycle',
    'initialCyclingState',
    'irreversibleCapacity',
    'meanVoltage',
    'oneCCurrent',
    'specificCapacity',
    'voltageHysteresis',
    'wantedFacts',
  ]);
});
