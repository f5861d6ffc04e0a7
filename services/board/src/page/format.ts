/** What stands where there is no number. */
export const none = '–';

const prefixes: [number, string][] = [
  [1, ''],
  [1e-3, 'm'],
  [1e-6, 'µ'],
  [1e-9, 'n'],
];

/** The prefix in which the largest of some magnitudes reads well; all of a table or chart share it. */
export function scaleFor(values: Iterable<number | null>, unit: string): { factor: number; unit: string } {
  let most = 0;
  for (const value of values) if (value !== null) most = Math.max(most, Math.abs(value));
  const [factor, prefix] = most === 0 ? [1, ''] : (prefixes.find(([size]) => most >= size * 0.1) ?? prefixes[3]);
  return { factor, unit: prefix + unit };
}

/** A number with a fixed count of decimals and a true minus. */
export function decimals(value: number | null, places: number): string {
  if (value === null || !Number.isFinite(value)) return none;
  const text = value.toFixed(places);
  return text.replace(/^-0(\.0*)?$/, '0$1').replace('-', '−');
}

/** A quantity in the prefix that suits it, with four digits or so. */
export function quantity(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return `${none} ${unit}`;
  const scale = scaleFor([value], unit);
  const scaled = value / scale.factor;
  const places = Math.abs(scaled) >= 1000 ? 0 : Math.abs(scaled) >= 100 ? 1 : Math.abs(scaled) >= 10 ? 2 : 3;
  return `${decimals(scaled, places)} ${scale.unit}`;
}

/** Three significant digits, without an exponent. */
export function digits(value: number | null): string {
  if (value === null || value === 0) return decimals(value, 0);
  return decimals(value, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
}

/** A resistance, also where it is large. */
export function ohms(value: number | null): string {
  const [factor, unit] = (value ?? 0) >= 1e6 ? [1e6, 'MΩ'] : (value ?? 0) >= 1e4 ? [1e3, 'kΩ'] : [1, ''];
  return factor === 1 ? quantity(value, 'Ω') : `${decimals(value! / factor, 2)} ${unit}`;
}

export function volts(value: number | null): string {
  return `${decimals(value, 4)} V`;
}

/** A ratio as per cent. */
export function percent(ratio: number | null, places: number): string {
  return ratio === null ? none : `${decimals(ratio * 100, places)} %`;
}

/** How long ago, in the coarsest unit that still says something. */
export function age(seconds: number): string {
  if (seconds < 1.5) return 'now';
  if (seconds < 60) return `${Math.round(seconds)} s ago`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86_400)} d ago`;
}

export function duration(seconds: number | null): string {
  if (seconds === null) return none;
  if (seconds < 60) return `${decimals(seconds, 1)} s`;
  if (seconds < 3600) return `${decimals(seconds / 60, 1)} min`;
  if (seconds < 100 * 3600) return `${decimals(seconds / 3600, 2)} h`;
  return `${decimals(seconds / 86_400, 1)} d`;
}

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** An instant in the browser’s zone. */
export function instant(unix_second: number | null): string {
  return unix_second === null ? none : clock.format(unix_second * 1000);
}

/** The browser’s zone, as the page states it. */
export function zone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const offset = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value;
  return offset === undefined || timeZone === 'UTC' ? timeZone : `${timeZone}, ${offset}`;
}
