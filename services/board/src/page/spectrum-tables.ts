import type { CellFacts, ResistanceEstimate } from '@cellwatch/events';
import { dataTable } from './data-table.js';
import { element } from './element.js';
import { estimateText } from './estimate-text.js';
import { digits, none } from './format.js';
import { peaksOfArcs } from './peaks-of-arcs.js';
import { quantitiesOf } from './spectrum-quantities.js';
import type { ShownRelaxationTimes, ShownSpectrum } from './shapes.js';

/** Everything that the fit of one spectrum says ± 1σ, and its resistances beside those of the relaxation times. */
export function spectrumTables(
  estimate: ResistanceEstimate,
  shown: ShownSpectrum,
  relaxation: ShownRelaxationTimes | null,
  facts: CellFacts,
): HTMLElement {
  const arcs = shown.fits.find(({ circuit_id }) => circuit_id === estimate.circuit_id)?.arcs ?? [];
  const quantities = quantitiesOf(estimate, arcs, shown, facts);
  const parts = [
    dataTable(
      'Quantities of the fit',
      [
        { head: 'Quantity', word: true, cell: ({ name, title }) => element('span', title ? { title } : {}, name) },
        { head: 'Value ± 1σ', cell: ({ text }) => text },
        { head: 'Unit', word: true, cell: ({ unit }) => unit },
        ...(quantities.some(({ perArea }) => perArea !== null)
          ? [{ head: 'Ω·cm²', cell: ({ perArea }: (typeof quantities)[number]) => perArea ?? '' }]
          : []),
        { head: 'Why', word: true, cell: ({ why }) => why },
      ],
      quantities,
    ),
  ];
  if (estimate.parameters.length > 0)
    parts.push(
      dataTable(
        'Parameters of the circuit',
        [
          { head: 'Parameter', word: true, cell: ({ name }) => name },
          { head: 'Value ± 1σ', cell: ({ value, standard_deviation }) => estimateText(value, standard_deviation) },
          { head: 'Unit', word: true, cell: ({ unit }) => unit },
        ],
        estimate.parameters,
      ),
    );
  if (relaxation) parts.push(besideRelaxation(estimate, arcs, relaxation));
  return element('div', { class: 'spectrum-tables' }, ...parts);
}

function besideRelaxation(
  estimate: ResistanceEstimate,
  arcs: ShownSpectrum['fits'][number]['arcs'],
  relaxation: ShownRelaxationTimes,
): HTMLElement {
  const names = arcs.length === 2 ? ['R_int', 'R_ct'] : ['R_int + R_ct'];
  const times = arcs.flatMap(({ time_constant_second: tau, resistance_ohm }, at) =>
    tau && resistance_ohm ? [{ name: names[at], time_constant_second: tau.value, fitted: resistance_ohm }] : [],
  );
  const ohms = (value: number | null) => (value === null ? none : digits(value));
  const time = (value: number | null) => (value === null ? none : estimateText(value, null));
  const rows = [
    {
      name: 'R_1',
      fit: estimateText(estimate.ohmic_resistance_ohm, estimate.ohmic_resistance_standard_deviation_ohm),
      times: none,
      relaxation: ohms(relaxation.ohmic_resistance_ohm),
    },
    ...peaksOfArcs(times, relaxation.peaks).map(({ arc, resistance_ohm, time_constant_second }) => ({
      name: arc?.name ?? 'no arc',
      fit: arc ? estimateText(arc.fitted.value, arc.fitted.standard_deviation) : none,
      times: `${time(arc?.time_constant_second ?? null)} / ${time(time_constant_second)}`,
      relaxation: ohms(resistance_ohm),
    })),
  ];
  return dataTable(
    'Fit beside relaxation times',
    [
      { head: 'Resistance', word: true, cell: ({ name }) => name },
      { head: 'Fit Ω', cell: ({ fit }) => fit },
      { head: 'DRT Ω', cell: ({ relaxation: ohm }) => ohm },
      { head: 'τ fit / DRT s', cell: ({ times: both }) => both },
    ],
    rows,
  );
}
