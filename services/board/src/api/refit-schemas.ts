import type { CellRefit } from '@cellwatch/fitting';
import type { CircuitTally, RefitSummary, RefittedSpectrum, SeriesTrend } from '@cellwatch/impedance';
import { arrayOf, boolean, integer, number, object, orNull, shapeOrNull, text, type Schema } from './schema-parts.js';

const shape = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const tally = object<CircuitTally>({
  circuit_ids: arrayOf(text),
  accepted: integer,
  comparable: integer,
  separated: { ...integer, description: 'With R_ct of its own' },
  median_reduced_chi_square: orNull({ ...number, description: 'Of residuals relative to |Z|, of all fits' }),
});
const point = object<SeriesTrend['first']>({
  derived_cycle_count: integer,
  charge_transfer_resistance_ohm: number,
  charge_transfer_resistance_standard_deviation_ohm: orNull(number),
});

export const refitSchemas: Record<string, Schema> = {
  RefitAsked: object(
    {
      circuit: { ...text, description: 'S2W, S2RW, S2Wo, S1W or a notation' },
      campaign: { ...text, description: 'All cells whose facts name it; or cell_ids' },
      cell_ids: arrayOf(text),
    },
    ['circuit'],
  ),
  CircuitTally: tally,
  RefitSummary: object<RefitSummary>({
    spectra: integer,
    asked: shape('CircuitTally'),
    declared: shape('CircuitTally'),
    told_apart: { ...integer, description: 'Spectra that tell the two circuits apart' },
    not_told_apart: { ...integer, description: 'There a change of circuit would look like a step' },
  }),
  SeriesTrend: object<SeriesTrend>({
    series_key: text,
    circuit_id: text,
    spectra: integer,
    first: point,
    last: point,
    reference_resistance_ohm: orNull(number),
    resistance_ratio: orNull(number),
    slope_ohm_per_cycle: orNull(number),
    slope_lower_ohm_per_cycle: orNull(number),
    slope_upper_ohm_per_cycle: orNull(number),
    growth: orNull({ type: 'string', enum: ['warn', 'critical'] }),
  }),
  RefittedSpectrum: object<RefittedSpectrum>({
    refit: shape('Resistance'),
    current: shapeOrNull('Resistance'),
    told_apart: orNull({ ...boolean, description: 'Null where one of the two has no fit' }),
  }),
  CellRefit: object<CellRefit>({
    cell_id: text,
    circuit_id: text,
    declared_circuit_id: text,
    summary: shape('RefitSummary'),
    trends: object<CellRefit['trends']>({
      asked: arrayOf(shape('SeriesTrend')),
      declared: arrayOf(shape('SeriesTrend')),
    }),
    spectra: arrayOf(shape('RefittedSpectrum')),
  }),
};
