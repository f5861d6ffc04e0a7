import { columnLabel, labelUnit, type ColumnLabel, type LabelUnit } from './column-label.js';
import type { SpectrumLayout, SweepQuantity } from './spectrum-layout.js';
import { refuseSpectra } from './refuse-spectra.js';
import type { SpectraRefused } from './spectrum-reading.js';

export interface SweepColumn {
  at: number;
  /** Ours = printed × factor. */
  factor: number;
  unit: LabelUnit | null;
}

export interface SweepColumns {
  columns: Partial<Record<SweepQuantity, SweepColumn>>;
  /** Names in the header; empty ones at its end are none. */
  names: number;
  impedance_unit: 'ohm' | 'ohm_cm2';
}

const kinds: Partial<Record<SweepQuantity, LabelUnit['kind'][]>> = {
  frequency: ['frequency'],
  angular_frequency: ['angular'],
  real: ['impedance', 'area_impedance'],
  imaginary: ['impedance', 'area_impedance'],
  modulus: ['impedance', 'area_impedance'],
  phase: ['degree', 'radian'],
  time: ['time'],
  voltage: ['voltage'],
  temperature: ['temperature'],
};
/** What a sweep stands on; a strange unit elsewhere only leaves that column out. */
const needed = new Set<SweepQuantity>(['frequency', 'angular_frequency', 'real', 'imaginary', 'modulus', 'phase']);

/** Which column is what, and by what its numbers are multiplied. `line` is that of the header. */
export function bindSweep(
  layout: SpectrumLayout,
  header: readonly string[],
  unitCells: readonly string[] | null,
  line: number,
): SweepColumns | SpectraRefused {
  const labels = header.map(columnLabel);
  while (labels.at(-1)?.name === '') labels.pop();
  const columns: SweepColumns['columns'] = {};
  for (const [at, label] of labels.entries()) {
    const quantity = layout.columns[label.name];
    if (quantity === undefined || columns[quantity]) continue;
    const { unit, strange } = unitAt(label, unitCells?.[at]);
    const fits = unit === null ? strange === null : (kinds[quantity]?.includes(unit.kind) ?? true);
    if (!fits && !needed.has(quantity)) continue;
    if (!fits)
      return refuseSpectra('unit_unknown', line, `column "${header[at].trim()}" has ${strange ? `the unit "${strange}"` : 'a unit of another quantity'}, expected ${expected(quantity)}`); // prettier-ignore
    columns[quantity] = { at, factor: (label.negative ? -1 : 1) * (unit?.factor ?? 1), unit };
  }
  return complete(columns, labels, line);
}

function complete(
  columns: SweepColumns['columns'],
  labels: readonly ColumnLabel[],
  line: number,
): SweepColumns | SpectraRefused {
  const got = `got columns ${labels.map(({ name }) => name).join(', ').slice(0, 200)}`; // prettier-ignore
  if (!columns.frequency && !columns.angular_frequency)
    return refuseSpectra('no_frequency', line, `${got}, expected one of frequency: a grid is never made up`);
  const { real, imaginary, modulus, phase } = columns;
  if (!(real && imaginary) && !(modulus && phase))
    return refuseSpectra('columns_missing', line, `${got}, expected the real and the imaginary part, or modulus and phase`); // prettier-ignore
  const areas = [real, imaginary, ...(real && imaginary ? [] : [modulus])].flatMap(
    (column) => column?.unit?.kind ?? [],
  );
  if (new Set(areas).size > 1)
    return refuseSpectra(
      'unit_unknown',
      line,
      `one part of the impedance is in Ω and another in Ω·cm², expected one unit`,
    );
  return { columns, names: labels.length, impedance_unit: areas[0] === 'area_impedance' ? 'ohm_cm2' : 'ohm' };
}

function unitAt(label: ColumnLabel, below: string | undefined): { unit: LabelUnit | null; strange: string | null } {
  const word = below?.trim() ?? '';
  if (word === '' || word === '#') return { unit: label.unit, strange: label.strange_unit };
  const unit = labelUnit(word) ?? null;
  return { unit, strange: unit ? null : word };
}

function expected(quantity: SweepQuantity): string {
  if (quantity === 'frequency') return 'Hz, mHz, kHz or MHz';
  if (quantity === 'angular_frequency') return 'rad/s';
  return quantity === 'phase' ? 'deg or rad' : 'Ω, mΩ, kΩ or Ω·cm²';
}
