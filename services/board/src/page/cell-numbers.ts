import type { CellFacts, EdgeResistance, Relaxation } from '@cellwatch/events';
import { decimals, digits, ohms, percent, quantity, scaleFor } from './format.js';
import type { CycleSummary } from './shapes.js';
import { efficiencyConvention, noEnergyDensity, reasons, retentionConvention, retentionOf } from './words.js';

/** One number as a paper prints it. `reason` says why there is none. */
export interface CellNumber {
  name: string;
  value: string | null;
  /** Basis, n, reference: in small type below. */
  under: string;
  reason: string;
  convention: string;
  cycle: CycleSummary | undefined;
}

type Told = Omit<CellNumber, 'name'>;

/** The newest cycle whose numbers are final, else the newest. */
export function newestCycle(cycles: readonly CycleSummary[]): CycleSummary | undefined {
  return cycles.findLast(({ status }) => status === 'complete') ?? cycles.at(-1);
}

export const isChargeReversible = (system: string | undefined) => system === 'anode_half_cell';

/** What is said of the cell up to now; cycles in the order of its life. */
export function lifeNumbers(cycles: readonly CycleSummary[], facts: CellFacts): CellNumber[] {
  const cycle = newestCycle(cycles);
  const told = (name: string, number: Partial<Told>): CellNumber => ({
    name,
    value: null,
    under: '',
    reason: cycle ? '' : 'no cycle yet',
    convention: '',
    cycle,
    ...number,
  });
  const first = cycles.find(({ initial_coulombic_efficiency: ratio }) => ratio !== null);
  const firstComplete = cycles.find(({ status }) => status === 'complete');
  const noEfficiency = (of: CycleSummary | undefined) =>
    of?.coulombic_efficiency_reason ? reasons[of.coulombic_efficiency_reason] : 'no complete cycle yet';
  return [
    told('Initial CE (ICE)', {
      value: first ? percent(first.initial_coulombic_efficiency, 1) : null,
      under: first ? `cycle ${first.derived_cycle_count}` : '',
      reason: noEfficiency(firstComplete ?? cycle),
      convention: `${efficiencyConvention(facts.system)} Of the first complete cycle of the cell’s life; a partial cycle 0 does not count.`,
      cycle: first ?? cycle,
    }),
    told('Average CE', averageOf(cycle, facts, first !== undefined)),
    told('Reversible capacity', reversibleOf(cycle, facts)),
    told('Retention', {
      value: cycle?.capacity_retention == null ? null : percent(cycle.capacity_retention, 1),
      under: cycle?.capacity_retention == null ? '' : retentionOf(cycle),
      reason: noRetention(cycle, facts),
      convention: retentionConvention(
        facts.system,
        cycle?.retention_reference ?? null,
        cycle?.retention_reference_cycle_count ?? null,
      ),
    }),
    told('Irreversible, sum', irreversibleOf(cycles, cycle)),
    told('Energy density', energyOf(cycle, facts)),
    told('Leak current', {
      value: cycle?.leakage_current_ampere == null ? null : quantity(cycle.leakage_current_ampere, 'A'),
      under: cycle?.leakage_current_ampere == null ? '' : 'beyond the usual loss',
      reason: cycle?.coulombic_efficiency == null ? noEfficiency(cycle) : 'within the noise of the usual loss',
      convention:
        'What the cycle loses beyond the usual loss of its conditions, over the time to the next cycle. Null within three deviations of that loss.',
    }),
    told('Apparent shunt', {
      value: cycle?.shunt_resistance_ohm == null ? null : ohms(cycle.shunt_resistance_ohm),
      under: cycle?.shunt_resistance_ohm == null ? '' : 'no shunt is smaller',
      reason:
        facts.system !== 'full_cell'
          ? 'of full cells only'
          : cycle?.coulombic_efficiency == null
            ? noEfficiency(cycle)
            : 'the loss is within noise',
      convention:
        'Mean voltage over the current that the whole loss would be: V̄ · time / (charge − discharge capacity). No shunt of this cell is smaller.',
    }),
  ];
}

/** `averaged_cycles` counts those without the first; the other mean has the first one more, where it had a CE. */
function averageOf(cycle: CycleSummary | undefined, facts: CellFacts, hasFirst: boolean): Partial<Told> {
  const convention =
    'Mean of CE over n cycles of the cell’s life: without formation, check-ups and the first cycle of new conditions.';
  if (!cycle) return { convention };
  const { average_coulombic_efficiency: without, average_coulombic_efficiency_with_first: withFirst } = cycle;
  const include = facts.average_coulombic_efficiency_include_first === true;
  const [main, other] = include ? [withFirst, without] : [without, withFirst];
  const named = (first: boolean) => (first ? 'with the first' : 'without the first');
  return {
    value: main === null ? null : percent(main, 2),
    under: [
      `n = ${(cycle.averaged_cycles ?? 0) + (include && hasFirst ? 1 : 0)}, ${named(include)}`,
      ...(other === null ? [] : [`${percent(other, 2)} ${named(!include)}`]),
    ].join('; '),
    reason: 'no cycle belongs to it yet',
    convention: `${convention} Summed: ΣQ₂/ΣQ₁ = ${percent(cycle.cumulative_coulombic_efficiency, 2)}.`,
  };
}

function reversibleOf(cycle: CycleSummary | undefined, { system }: CellFacts): Partial<Told> {
  const charge = isChargeReversible(system);
  const convention = `${charge ? 'Charge (delithiation)' : 'Discharge'} capacity of the newest complete cycle; mAh/g of declared active mass, mAh/cm² of declared area.`;
  if (!cycle) return { convention };
  const [capacity, specific, areal] = charge
    ? [
        cycle.cycle_charging_capacity_ah,
        cycle.specific_charging_capacity_mah_per_gram,
        cycle.areal_charging_capacity_mah_per_cm2,
      ]
    : [
        cycle.cycle_discharging_capacity_ah,
        cycle.specific_discharging_capacity_mah_per_gram,
        cycle.areal_discharging_capacity_mah_per_cm2,
      ];
  const per = [
    specific === null ? null : `${decimals(specific, 1)} mAh/g`,
    areal === null ? null : `${decimals(areal, 2)} mAh/cm²`,
  ].filter((text) => text !== null);
  return {
    value: quantity(capacity, 'Ah'),
    under: per.length > 0 ? per.join(' · ') : 'no mass, no area declared',
    convention,
  };
}

function irreversibleOf(cycles: readonly CycleSummary[], cycle: CycleSummary | undefined): Partial<Told> {
  const ah = cycle?.cumulative_irreversible_capacity_ah ?? null;
  const specific = cycles.map(({ specific_irreversible_capacity_mah_per_gram: each }) => each);
  const known = specific.filter((each) => each !== null);
  const sum = known.reduce((total, each) => total + each, 0);
  return {
    value: ah === null ? null : quantity(ah, 'Ah'),
    under: ah === null || known.length === 0 ? '' : `${decimals(sum, 1)} mAh/g`,
    reason: cycle?.coulombic_efficiency_reason ? reasons[cycle.coulombic_efficiency_reason] : 'no complete cycle yet',
    convention: 'First half minus second half of each cycle, summed over the cycles that have a CE.',
  };
}

function energyOf(cycle: CycleSummary | undefined, facts: CellFacts): Partial<Told> {
  const {
    energy_density_watt_hour_per_kilogram: built = null,
    projected_energy_density_watt_hour_per_kilogram: projected = null,
    mass_model = null,
  } = cycle ?? {};
  const reason = noEnergyDensity(facts) || 'no complete cycle yet';
  const value = built === null && projected === null ? null : `${decimals(built, 1)} | ${decimals(projected, 1)} Wh/kg`;
  return {
    value,
    under: value === null ? '' : `as built | projected; ${(mass_model ?? '').replaceAll('_', ' ')}`,
    reason,
    convention: `Discharged energy over the mass of ${
      mass_model === 'coatings_and_collectors'
        ? 'both coatings, the separator and the collectors'
        : 'both coatings and the separator'
    }; no housing, no liquid. As built: with the separator in the cell. Projected: with the declared thinner one; it was not built.`,
  };
}

function noRetention(cycle: CycleSummary | undefined, { system }: CellFacts): string {
  if (!cycle || cycle.status === 'open') return 'no complete cycle yet';
  if (system === undefined) return reasons.role_unknown;
  if (cycle.regime === null) return reasons.half_incomplete;
  if (cycle.purpose === 'formation') return 'a formation cycle';
  return 'no reference under these conditions';
}

/** What is said of one cycle. */
export function cycleNumbers(cycle: CycleSummary | undefined, facts: CellFacts): CellNumber[] {
  const told = (name: string, value: string | null, number: Partial<Told>): CellNumber => ({
    name,
    value,
    under: '',
    reason: cycle ? '' : 'no cycle yet',
    convention: '',
    cycle,
    ...number,
  });
  const open = cycle === undefined || cycle.status === 'open' ? 'the cycle is still running' : '';
  const {
    mean_charging_voltage_volt: chargeVolt = null,
    mean_discharging_voltage_volt: dischargeVolt = null,
    voltage_hysteresis_volt: hysteresis = null,
    temperature_celsius: celsius = null,
    temperature_set_point_celsius: setPoint = null,
  } = cycle ?? {};
  const irreversible = cycle?.irreversible_capacity_ah ?? null;
  const specific = cycle?.specific_irreversible_capacity_mah_per_gram ?? null;
  return [
    told(
      'Mean voltage',
      pair(chargeVolt, dischargeVolt, (volt) => decimals(volt, 3), 'V'),
      {
        under: 'charge | discharge',
        reason: 'the halves are too small',
        convention: 'Energy over capacity of each half: averaged over charge, not over time.',
      },
    ),
    told('Hysteresis', hysteresis === null ? null : `${decimals(hysteresis * 1000, 1)} mV`, {
      reason: open || 'a mean voltage is missing',
      convention: 'Mean charge voltage minus mean discharge voltage; negative would be a sign error.',
    }),
    told('Energy efficiency', cycle?.energy_efficiency == null ? null : percent(cycle.energy_efficiency, 1), {
      reason: facts.system === 'full_cell' ? open || 'no CE' : 'of full cells only',
      convention: 'Discharged over charged energy, Wh/Wh. Full cells only.',
    }),
    told('Irreversible', irreversible === null ? null : quantity(irreversible, 'Ah'), {
      under: specific === null ? '' : `${decimals(specific, 1)} mAh/g`,
      reason: open || 'no CE',
      convention: 'First half minus second half of this cycle.',
    }),
    told(
      'C-rate',
      pair(
        cycle?.charging_c_rate ?? null,
        cycle?.discharging_c_rate ?? null,
        (rate) => Number(rate.toPrecision(3)).toString(),
        'C',
      ),
      {
        under: 'charge | discharge',
        reason: '1C is not declared',
        convention: 'Measured current of the half’s greatest step over 1C = active mass · mAh/g of 1C.',
      },
    ),
    told('Ended by', endings(cycle), {
      under: shares(cycle),
      reason: open,
      convention:
        'What ended the charge | the discharge; below, the share of each half’s capacity that passed at constant voltage (CV).',
    }),
    edgeNumber(told, 'R at edge, charge', cycle?.charging_edge ?? null, facts),
    edgeNumber(told, 'R at edge, discharge', cycle?.discharging_edge ?? null, facts),
    edgeNumber(told, 'R into rest', cycle?.rest_after_charge?.edge ?? null, facts, 'after the charge'),
    told('Slope at rest', slopes(cycle), {
      under: 'after charge | after discharge',
      reason: 'no rest of a minute and ten records',
      convention:
        'dV/dt over the last third of the rest, least squares. A falling voltage after charge may be relaxation or a leak.',
    }),
    told(
      'Relaxed voltage',
      pair(
        cycle?.rest_after_charge?.relaxed_voltage_volt ?? null,
        cycle?.rest_after_discharge?.relaxed_voltage_volt ?? null,
        (volt) => decimals(volt, 3),
        'V',
      ),
      {
        under: constants(cycle) || 'after charge | after discharge',
        reason: 'no rest told it',
        convention: 'V∞ of V = V∞ + a·exp(−t/τ), fitted to the rest; below, its τ.',
      },
    ),
    told('Temperature', celsius === null && setPoint === null ? null : `${decimals(celsius, 1)} °C`, {
      under: setPoint === null ? 'no set point declared' : `set point ${decimals(setPoint, 0)} °C`,
      reason: 'no sensor, no set point',
      convention:
        'Of the cell, else of the chamber, at the end of the cycle; conditions are told apart by the set point.',
    }),
  ];
}

function pair(one: number | null, other: number | null, show: (value: number) => string, unit: string): string | null {
  if (one === null && other === null) return null;
  return `${one === null ? '–' : show(one)} | ${other === null ? '–' : show(other)} ${unit}`;
}

function edgeNumber(
  told: (name: string, value: string | null, number: Partial<Told>) => CellNumber,
  name: string,
  edge: EdgeResistance | null,
  { area_cm2 }: CellFacts,
  where = '',
): CellNumber {
  const ohms = edge && [edge.resistance_ohm, edge.resistance_1s_ohm, edge.resistance_10s_ohm];
  const { factor, unit } = scaleFor(ohms ?? [], 'Ω');
  const list = (scale: number) => ohms!.map((ohm) => digits(ohm === null ? null : ohm / scale)).join(' | ');
  const at = edge && `${Number(edge.time_second.toPrecision(2))} s | 1 s | 10 s${where && `, ${where}`}`;
  return told(name, ohms && `${list(factor)} ${unit}`, {
    under: edge ? `${at}${area_cm2 === undefined ? '' : `; ${list(1 / area_cm2)} Ω·cm²`}` : '',
    reason: where ? 'no rest after the charge' : 'no rest before the load',
    convention:
      '(V − V before) / (I − I before) where a rest ends or begins: at the first record, 1 s and 10 s after it. A pulse resistance, not a charge-transfer resistance. – where records are too far apart. Ω·cm² by the declared area.',
  });
}

function endings(cycle: CycleSummary | undefined): string | null {
  if (!cycle) return null;
  const { charging_end_reason: charge, discharging_end_reason: discharge } = cycle;
  return charge === null && discharge === null ? null : `${charge ?? '–'} | ${discharge ?? '–'}`;
}

function shares(cycle: CycleSummary | undefined): string {
  if (!cycle) return '';
  const { charging_end_voltage_volt: high, discharging_end_voltage_volt: low } = cycle;
  const volts = `${decimals(high, 2)} | ${decimals(low, 2)} V`;
  return `${volts}; CV ${percent(cycle.charging_cv_share, 0)} | ${percent(cycle.discharging_cv_share, 0)}`;
}

function slopes(cycle: CycleSummary | undefined): string | null {
  const of = (rest: Relaxation | null | undefined) => rest?.slope_volt_per_hour ?? null;
  const show = (slope: number) => decimals(slope * 1000, 1);
  return pair(of(cycle?.rest_after_charge), of(cycle?.rest_after_discharge), show, 'mV/h');
}

function constants(cycle: CycleSummary | undefined): string {
  const of = (rest: Relaxation | null | undefined) => rest?.time_constant_second ?? null;
  const show = (second: number) => decimals(second, 0);
  const told = pair(of(cycle?.rest_after_charge), of(cycle?.rest_after_discharge), show, 's');
  return told === null ? '' : `τ ${told}`;
}
