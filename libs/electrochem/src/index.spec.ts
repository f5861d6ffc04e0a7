import * as electrochem from './index.js';

test('the public face changes on purpose', () => {
  expect(Object.keys(electrochem).sort()).toEqual([
    'arealCapacity',
    'assignPeaks',
    'averageCoulombicEfficiency',
    'cRate',
    'capacityRetention',
    'coulombicEfficiency',
    'definitionVersion',
    'differentialCapacity',
    'differentialPeaks',
    'electrodeBasis',
    'energyDensity',
    'energyEfficiency',
    'evolveCycling',
    'fadePerCycle',
    'fitRelaxation',
    'initialCyclingState',
    'irreversibleCapacity',
    'leakageCurrent',
    'meanVoltage',
    'oneCCurrent',
    'referenceOffset',
    'relaxationSlope',
    'shuntResistance',
    'specificCapacity',
    'voltageHysteresis',
  ]);
});
