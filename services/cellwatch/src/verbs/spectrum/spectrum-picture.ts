import type { FileSpectrum } from '@cellwatch/cyclers';
import type { SpectrumResult } from '@cellwatch/impedance';
import { drawnSpectrum, type DrawnSpectrum } from './drawn-spectrum.js';
import { formatEstimate, plain } from './format-estimate.js';
import { escapeText, panel, type Axis, type Box, type Curve } from './panel.js';
import { fitVerdict } from './spectrum-text.js';

const mostShown = 12;
const width = 1040;
const height = 640;
const nyquistBox: Box = { left: 70, top: 110, width: 430, height: 430 };
const lowest = 240;
const right = { left: 590, width: 420 };

/**
 * One self-contained SVG of a file's sweeps: Nyquist with equal axes, modulus and phase over frequency, the residuals of the fit and
 * of the Kramers-Kronig test. Of many sweeps twelve are shown, evenly over the file; a fit that was refused is dashed.
 */
export function spectrumPicture(
  title: string,
  spectra: FileSpectrum[],
  results: SpectrumResult[],
  area_cm2: number | null,
): string {
  const chosen = evenly(spectra.length).map((i) => [spectra[i], results[i]] as const);
  const drawn = chosen.flatMap(([sweep, result]) => drawnSpectrum(sweep, result, area_cm2) ?? []);
  const count = spectra.length > 1 ? `, ${drawn.length} of ${spectra.length} spectra` : '';
  const captions = spectra.length === 1 ? captionOf(results[0]) : legendOf(drawn);
  const body = drawn.length > 0 ? panels(drawn) : refusal(results);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Helvetica, Arial, sans-serif" font-size="11" fill="#222">
<title>${escapeText(title)}</title>
<style>.grid{stroke:#e4e4e4;stroke-width:.6}.frame{fill:none;stroke:#555;stroke-width:.8}.label{font-size:12px}.title{font-size:16px;font-weight:bold}</style>
<rect width="${width}" height="${height}" fill="white"/>
<text class="title" x="24" y="30">${escapeText(title + count)}</text>
${captions}
${body}
</svg>
`;
}

function evenly(total: number): number[] {
  const shown = Math.min(total, mostShown);
  return Array.from({ length: shown }, (_, i) => (shown === 1 ? 0 : Math.round((i * (total - 1)) / (shown - 1))));
}

function panels(drawn: DrawnSpectrum[]): string {
  const colours = drawn.map((_, i) => (drawn.length === 1 ? '#1f3b73' : ramp(i / (drawn.length - 1))));
  const curves = (make: (one: DrawnSpectrum, colour: string) => Curve[]) =>
    drawn.flatMap((one, i) => make(one, colours[i]));
  const lineOf = ({ result }: DrawnSpectrum) => (result.fit?.accepted ? 'line' : 'dashed');
  const lineColour = (one: DrawnSpectrum, colour: string) =>
    !one.result.fit?.accepted ? '#888' : drawn.length === 1 ? '#b8321f' : colour;
  const negative = (column: ArrayLike<number>) => Array.from(column, (value) => -value);
  const nyquist = curves(({ points, fit, ...one }, colour) => [
    { x: points.real_impedance_ohm, y: negative(points.imaginary_impedance_ohm), colour, style: 'circle' },
    ...(fit ? [{ x: fit.real, y: negative(fit.imaginary), colour: lineColour({ points, fit, ...one }, colour), style: lineOf({ points, fit, ...one }) } as const] : []), // prettier-ignore
  ]);
  const bode = (value: (re: number, im: number) => number) =>
    curves((one, colour) => {
      const { points, fit } = one;
      const measured: Curve = {
        x: points.frequency_hertz,
        y: Array.from(points.real_impedance_ohm, (re, i) => value(re, points.imaginary_impedance_ohm[i])),
        colour,
        style: 'circle',
      };
      if (!fit) return [measured];
      const y = Array.from(fit.real, (re, i) => value(re, fit.imaginary[i]));
      return [measured, { x: fit.frequency_hertz, y, colour: lineColour(one, colour), style: lineOf(one) }];
    });
  const modulus = bode(Math.hypot);
  const phase = bode((re, im) => (Math.atan2(im, re) * 180) / Math.PI);
  const pair = (f: ArrayLike<number>, re: number[], im: number[], colour: string): Curve[] => [
    { x: f, y: re, colour, style: 'circle' },
    { x: f, y: im, colour: drawn.length === 1 ? '#b8321f' : colour, style: 'square' },
  ];
  const residual = curves(({ residual }, colour) =>
    residual ? pair(residual.frequency_hertz, residual.real, residual.imaginary, colour) : [],
  );
  const validity = curves(({ points, result: { kramers_kronig: test } }, colour) =>
    test?.elements
      ? pair(points.frequency_hertz, test.real_residual_percent, test.imaginary_residual_percent, colour)
      : [],
  );

  const frequency: Axis = { ...range(modulus.map(({ x }) => x), 0), log: true, label: 'frequency / Hz' }; // prettier-ignore
  const box = (top: number, tall: number): Box => ({ ...right, top, height: tall });
  const flat = (all: Curve[], label: string): Axis => ({ ...range([...all.map(({ y }) => y), [0]], 0.1), label });
  const modulusRange = range(modulus.map(({ y }) => y), 0); // prettier-ignore
  const modulusAxis: Axis = { from: modulusRange.from / 1.15, to: modulusRange.to * 1.15, log: true, label: '|Z| / Ω' };
  return [
    equalPanel(nyquist),
    panel('modulus', box(110, 120), frequency, modulusAxis, modulus, false),
    panel('phase', box(244, 120), frequency, flat(phase, 'phase / °'), phase, false),
    panel('residual', box(378, 74), frequency, flat(residual, 'fit / %'), residual, false),
    panel('validity', box(466, 74), frequency, flat(validity, 'K-K / %'), validity),
    `<text x="${right.left}" y="592">residuals in % of |Z|: ○ real part, □ imaginary part</text>`,
    `<text x="${right.left}" y="608">line: fit, dashed where it was refused${drawn.length > 1 ? '; *: not comparable' : ''}</text>`,
  ].join('\n');
}

function range(columns: ArrayLike<number>[], margin: number): { from: number; to: number } {
  let [from, to] = [Infinity, -Infinity];
  for (const column of columns)
    for (let i = 0; i < column.length; i++) {
      from = Math.min(from, column[i]);
      to = Math.max(to, column[i]);
    }
  if (!(to > from)) return { from: from - Math.abs(from || 1) / 2, to: to + Math.abs(to || 1) / 2 };
  const edge = margin * (to - from);
  return { from: from - edge, to: to + edge };
}

/** As many Ω a pixel across as upward, so that a semicircle is one. Only the points count: a wild fit must not hide them. */
function equalPanel(curves: Curve[]): string {
  const points = curves.filter(({ style }) => style === 'circle');
  const x = range([...points.map((curve) => curve.x), [0]], 0.04);
  const y = range([...points.map((curve) => curve.y), [0]], 0.04);
  const { width: wide, height: tall } = nyquistBox;
  const perPixel = Math.max((x.to - x.from) / wide, (y.to - y.from) / tall);
  const box = { ...nyquistBox, height: Math.max(lowest, Math.round((y.to - y.from) / perPixel)) };
  return panel(
    'nyquist',
    box,
    { from: x.from, to: x.from + perPixel * wide, label: 'Z′ / Ω' },
    { from: y.from, to: y.from + perPixel * box.height, label: '−Z″ / Ω' },
    curves,
  );
}

function captionOf(result: SpectrumResult): string {
  const { kramers_kronig: validity, fit } = result;
  const values = fit?.accepted
    ? fit.ohmic_resistance_ohm || fit.arc_resistance_ohm
      ? ([['R_1', fit.ohmic_resistance_ohm], ['R_int', fit.interphase_resistance_ohm], ['R_ct', fit.charge_transfer_resistance_ohm], ['R_int + R_ct', fit.arc_resistance_ohm]] as const).map(([name, estimate]) => `${name} ${formatEstimate(estimate)} Ω`) // prettier-ignore
      : fit.parameters.map(({ name, unit, value }) => `${name} ${value === null ? '–' : plain(value)} ${unit}`.trim())
    : ['no value is given for a fit that was refused'];
  const lines = [
    `Kramers-Kronig ${validity?.verdict ?? 'not tested'}; ${result.circuit_id} ${fitVerdict(result)}; ${result.comparable ? 'comparable' : 'not comparable'}`,
    values.join(',  '),
  ];
  return lines.map((line, i) => `<text class="label" x="24" y="${54 + 20 * i}">${escapeText(line)}</text>`).join('\n');
}

function legendOf(drawn: DrawnSpectrum[]): string {
  return drawn
    .map(({ name, result }, i) => {
      const [x, y] = [24 + 165 * (i % 6), 56 + 18 * Math.floor(i / 6)];
      const colour = ramp(drawn.length > 1 ? i / (drawn.length - 1) : 0);
      return `<circle cx="${x + 4}" cy="${y - 4}" r="4" fill="${colour}"/><text x="${x + 13}" y="${y}">${escapeText(name)}${result.comparable ? '' : ' *'}</text>`;
    })
    .join('\n');
}

function refusal(results: SpectrumResult[]): string {
  const { findings } = results[0];
  return `<text class="label" x="24" y="120">refused: ${escapeText(findings.at(-1)?.message ?? 'nothing could be drawn')}</text>`;
}

/** Dark blue, green, orange: told apart in print by their darkness. */
function ramp(share: number): string {
  const stops = [
    [31, 45, 105],
    [30, 140, 130],
    [232, 150, 50],
  ];
  const at = Math.min(1.999, share * 2);
  const [low, high] = [stops[Math.floor(at)], stops[Math.floor(at) + 1]];
  return `rgb(${low.map((value, i) => Math.round(value + (high[i] - value) * (at % 1))).join(',')})`;
}
