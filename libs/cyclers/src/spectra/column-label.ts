/** What a unit does to a value: the factor into ours, and which quantity it can stand at. */
export interface LabelUnit {
  kind:
    'frequency' | 'angular' | 'impedance' | 'area_impedance' | 'degree' | 'radian' | 'time' | 'voltage' | 'temperature';
  factor: number;
}

const units: Record<string, LabelUnit> = {
  Hz: { kind: 'frequency', factor: 1 },
  hertz: { kind: 'frequency', factor: 1 },
  mHz: { kind: 'frequency', factor: 1e-3 },
  kHz: { kind: 'frequency', factor: 1e3 },
  MHz: { kind: 'frequency', factor: 1e6 },
  'rad/s': { kind: 'angular', factor: 1 },
  ohm: { kind: 'impedance', factor: 1 },
  mohm: { kind: 'impedance', factor: 1e-3 },
  kohm: { kind: 'impedance', factor: 1e3 },
  Mohm: { kind: 'impedance', factor: 1e6 },
  ohmcm2: { kind: 'area_impedance', factor: 1 },
  mohmcm2: { kind: 'area_impedance', factor: 1e-3 },
  kohmcm2: { kind: 'area_impedance', factor: 1e3 },
  deg: { kind: 'degree', factor: 1 },
  rad: { kind: 'radian', factor: 1 },
  s: { kind: 'time', factor: 1 },
  min: { kind: 'time', factor: 60 },
  h: { kind: 'time', factor: 3600 },
  V: { kind: 'voltage', factor: 1 },
  mV: { kind: 'voltage', factor: 1e-3 },
  C: { kind: 'temperature', factor: 1 },
};

const spellings: [RegExp, string][] = [
  [/[\s.·*∙×^_]/g, ''],
  [/²/g, '2'],
  [/[ΩΩω]/g, 'ohm'],
  [/ohms?|Ohms?|OHMS?/, 'ohm'],
  [/ohm-cm/, 'ohmcm'],
  [/^(hz|HZ|Hertz)$/, 'Hz'],
  [/^(degrees?|Degrees?|Deg|°)$/, 'deg'],
  [/^(radians?|Radians?|Rad)$/, 'rad'],
  [/^(rads-1|radpersecond|radpersec)$/, 'rad/s'],
  [/^(Sec|sec|seconds?|Seconds?|S)$/, 's'],
  [/^(volts?|Volts?|v)$/, 'V'],
  [/^(°C|degC|celsius|c)$/, 'C'],
];

/** The unit of a word as printed, or undefined for a word that is none of ours. `m` and `M` differ. */
export function labelUnit(printed: string): LabelUnit | undefined {
  const word = spellings.reduce((text, [pattern, spelling]) => text.replace(pattern, spelling), printed.trim());
  return Object.hasOwn(units, word) ? units[word] : undefined;
}

export interface ColumnLabel {
  /** In lower case, without sign and unit. */
  name: string;
  /** The label turns the sign: `-Im(Z)`. */
  negative: boolean;
  unit: LabelUnit | null;
  /** What stands where a unit would, and is none that we know. */
  strange_unit: string | null;
}

/** `-Im(Z)/Ohm`, `Z' [Ω]`, `Z_Real_Ohm`, `Real Impedance / ohm`: sign, name and unit. */
export function columnLabel(printed: string): ColumnLabel {
  let text = printed
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
  const negative = /^([-−–]|neg(ative)?[\s_]|minus[\s_])/i.exec(text);
  if (negative) text = text.slice(negative[0].length).trim();
  const label = (name: string, unit: LabelUnit | null, strange: string | null = null): ColumnLabel => ({
    name: name.trim().toLowerCase(),
    negative: negative !== null,
    unit,
    strange_unit: strange,
  });
  const marked = /^(.+?)\s*(?:\[([^\]]+)\]|\(([^()]+)\)|\/\s*([^/]+?(?:\/s)?))$/.exec(text);
  if (marked) {
    const [, name, square, round, slash] = marked;
    const word = (square ?? round ?? slash).trim();
    const unit = labelUnit(word);
    if (unit) return label(name, unit);
    // `Z'(a)` and `Re(Z)` are names; `Cycle Count / 1` has no unit.
    if (round !== undefined) return label(text, null);
    return word === '1' ? label(name, null) : label(name, null, word);
  }
  const tail = /^(.+)[\s_]([A-Za-zΩ°]+(?:[\s_.·]?cm\^?[2²])?)$/.exec(text);
  const unit = tail && tail[2].length > 1 ? labelUnit(tail[2]) : undefined;
  return unit ? label(tail![1], unit) : label(text, null);
}
