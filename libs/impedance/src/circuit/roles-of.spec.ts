import { circuitOf } from './named-circuit.js';

test('a notation of the shape of S2W has its resistances, in whatever order it is written', () => {
  expect(circuitOf('R1-p(R2,CPE2)-p(R3,CPE3)-W1').roles).toEqual(circuitOf('S2W').roles);
  expect(circuitOf('p(CPE2,R2)-L0-R1-CPE9').roles).toEqual({
    ohmic: 4,
    arcs: [{ resistance: 2, q: 0, n: 1 }],
    interchangeable: true,
    diffusion: { kind: 'CPE', first: 5 },
    inductance: 3,
  });
  expect(circuitOf('R1-p(R2,CPE2)').roles!.diffusion).toBeNull();
});

test.each([
  'R1',
  'p(R1,CPE1)',
  'R1-p(R2-W1,CPE2)',
  'R1-R2-p(R3,CPE3)',
  'R1-p(R2,C2)-W1',
  'R1-p(R2,CPE2,C2)',
  'R1-p(R2,CPE2)-p(R3,CPE3)-p(R4,CPE4)',
  'R1-p(R2,CPE2)-W1-CPE3',
  'R1-p(R2,CPE2)-C1',
  'R1-p(R2,CPE2)-Ws1',
])('%s says nothing of what its resistances are', (notation) => expect(circuitOf(notation).roles).toBeNull());
