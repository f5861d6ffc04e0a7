import { declareFacts, type CellFacts } from '@cellwatch/events';
import { summariseCampaign, type CampaignCycle } from './summarise-campaign.js';

const cycle = (derived_cycle_count: number, capacity: number, first: number): CampaignCycle => ({
  derived_cycle_count,
  status: 'complete',
  purpose: null,
  cycle_charging_capacity_ah: capacity * 1e-5,
  cycle_discharging_capacity_ah: capacity * 1e-5,
  specific_charging_capacity_mah_per_gram: capacity,
  specific_discharging_capacity_mah_per_gram: capacity,
  areal_charging_capacity_mah_per_cm2: null,
  areal_discharging_capacity_mah_per_cm2: null,
  coulombic_efficiency: 0.99,
  initial_coulombic_efficiency: derived_cycle_count === 1 ? 0.8 : null,
  capacity_retention: capacity / first,
});
const cell = (cell_id: string, facts: Partial<CellFacts>, capacities: number[]) => ({
  facts: declareFacts({ cell_id, system: 'full_cell', factors: { pressure: 40 }, ...facts }),
  cycles: capacities.map((capacity, at) => cycle(at + 1, capacity, capacities[0])),
});
const of = (group: ReturnType<typeof summariseCampaign>['groups'][number], quantity: string) =>
  group.statistics.find((each) => each.quantity === quantity)!;

const campaign = summariseCampaign('c', [
  cell('a', {}, [160, 158, 156, 154]),
  cell('b', {}, [162, 160, 158]),
  cell('dead', { failed_at_cycle: 2 }, [150, 120]),
  cell('other', { factors: { pressure: 5 } }, [100, 90, 80]),
]);

test('groups at the latest common cycle: the dead hold nobody back, and count as their last value', () => {
  expect(campaign.latest_common_cycle).toBe(3);
  const [low, high] = campaign.groups;
  expect([low.group, high.group]).toEqual(['pressure = 5', 'pressure = 40']);
  expect(of(high, 'specific_reversible_capacity_mah_per_gram')).toMatchObject({
    cycle: 3,
    unit: 'mAh/g',
    statistics: { n: 2, mean: 157 },
  });
  const survivors = of(high, 'capacity_retention');
  expect(survivors).toMatchObject({ at_risk: 2, statistics: { n: 2 } });
  expect(survivors.statistics!.mean).toBeCloseTo((156 / 160 + 158 / 162) / 2, 12);
  expect(of(high, 'capacity_retention_of_all').statistics!.mean).toBeCloseTo((156 / 160 + 158 / 162 + 0.8) / 3, 12);
  expect(high.survival).toMatchObject({ cells: 3, died: 1 });
  expect(high.cells.map(({ cell_id, running }) => [cell_id, running])).toEqual([
    ['a', true],
    ['b', true],
    ['dead', false],
  ]);
});

test('the first cycle’s efficiency is of every cell that had one', () => {
  const initial = of(campaign.groups[1], 'initial_coulombic_efficiency');
  expect(initial).toMatchObject({ cycle: null, disagreement: { rule: 'relative_spread', disagreeing: [] } });
  expect(initial.statistics).toMatchObject({ n: 3, standard_deviation: 0 });
});

test('curves: capacity of all that have it, retention of survivors', () => {
  const points = (quantity: string) => campaign.groups[1].curves.find((curve) => curve.quantity === quantity)!.points;
  expect(points('specific_reversible_capacity_mah_per_gram').map(({ cycle, n }) => [cycle, n])).toEqual([
    [1, 3],
    [2, 3],
    [3, 2],
    [4, 1],
  ]);
  expect(points('capacity_retention').at(1)).toMatchObject({ cycle: 2, n: 3 });
});

test('cells of which one has no mass share another basis', () => {
  const bare = cell('bare', {}, [160]);
  bare.cycles[0].specific_discharging_capacity_mah_per_gram = null;
  const { groups } = summariseCampaign('c', [bare, cell('a', {}, [160])]);
  expect(groups[0].curves[0]).toMatchObject({ quantity: 'reversible_capacity_ah', unit: 'Ah' });
});

test('replicates that disagree at the common cycle are named', () => {
  const { groups } = summariseCampaign('c', [cell('a', {}, [160]), cell('b', {}, [120])]);
  expect(of(groups[0], 'specific_reversible_capacity_mah_per_gram').disagreement).toMatchObject({
    rule: 'relative_spread',
    disagreeing: ['a', 'b'],
  });
});

test('a campaign whose cells have no cycle yet is there all the same', () => {
  const { groups, latest_common_cycle } = summariseCampaign('c', [cell('a', {}, [])]);
  expect(latest_common_cycle).toBeNull();
  expect(groups[0].statistics.map(({ statistics }) => statistics)).toEqual([null, null, null, null, null]);
});
