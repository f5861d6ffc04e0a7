import { curveChart, type Curve } from './curve-chart.js';
import { element } from './element.js';
import { digits } from './format.js';
import type { ShownRelaxationTimes, ShownSpectrum } from './shapes.js';
import { kramersKronigWords } from './words.js';

/** The first is that of what was measured. */
const fitColors = ['--g1', '--g2', '--g3', '--g4', '--g5', '--g6', '--g7'];

export interface SpectrumCharts {
  node: HTMLElement;
  draw(shown: ShownSpectrum, fitNote: string): void;
  drawRelaxation(relaxation: ShownRelaxationTimes | null): void;
  destroy(): void;
}

interface Columns {
  frequency_hertz: number[];
  real_impedance_ohm: number[];
  imaginary_impedance_ohm: number[];
}

/** One spectrum: Nyquist and Bode with the fit, what the fit and the Kramers-Kronig test leave, and the relaxation times. */
export function spectrumCharts(): SpectrumCharts {
  const half = { log: 'x', height: 220 } as const;
  const nyquist = curveChart('Nyquist', { x: 'Re Z', y: '−Im Z' }, { equal: true });
  const modulus = curveChart('Modulus', { x: 'f', y: '|Z|' }, { log: 'both' });
  const phase = curveChart('Phase', { x: 'f', y: 'Phase' }, half);
  const relaxation = curveChart('Relaxation times', { x: 'τ', y: 'γ' }, half);
  const residual = curveChart('Residuals of the fit', { x: 'f', y: 'Residual' }, half);
  const validity = curveChart('Residuals of Kramers-Kronig', { x: 'f', y: 'Residual' }, half);
  const charts = [nyquist, modulus, phase, relaxation, residual, validity];

  return {
    node: element('div', { class: 'charts side' }, ...charts.map((chart) => chart.node)),
    draw(shown, fitNote) {
      const { spectrum, points, fits, kramers_kronig } = shown;
      const measured: Columns = points ?? spectrum;
      const curves = (point: (columns: Columns, at: number) => { x: number; y: number }): Curve[] => [
        { ...lined('Measured', '--voltage', measured, point), dots: true },
        ...fits.map((fit, at) => lined(`Fit ${fit.circuit_id}`, fitColors[at], fit, point)),
      ];
      nyquist.draw(
        curves(({ real_impedance_ohm: real, imaginary_impedance_ohm: imaginary }, at) => ({ x: real[at], y: -imaginary[at] })), // prettier-ignore
        [],
        { x: 'Ω', y: 'Ω' },
      );
      modulus.draw(
        curves(({ frequency_hertz: f, real_impedance_ohm: real, imaginary_impedance_ohm: imaginary }, at) => ({ x: f[at], y: Math.hypot(real[at], imaginary[at]) })), // prettier-ignore
        [],
        { x: 'Hz', y: 'Ω' },
      );
      phase.draw(
        curves(({ frequency_hertz: f, real_impedance_ohm: real, imaginary_impedance_ohm: imaginary }, at) => ({ x: f[at], y: (Math.atan2(imaginary[at], real[at]) * 180) / Math.PI })), // prettier-ignore
        [],
        { x: 'Hz', y: '°' },
      );
      nyquist.describe(`${measured.frequency_hertz.length} points; ${fitNote}. Both axes have one scale.`);
      const one = fits.length === 1;
      residual.draw(
        fits.flatMap(({ circuit_id, residuals }, at) => parts(residuals, one ? '' : ` ${circuit_id}`, 2 * at)),
        [],
        { x: 'Hz', y: '%' },
      );
      residual.describe(fits.length === 0 ? 'No fit.' : 'Fit minus measured, in % of |Z|.');
      validity.draw(kramers_kronig?.elements ? parts(kramers_kronig, '', 0) : [], [], { x: 'Hz', y: '%' });
      validity.describe(
        kramers_kronig ? `In % of |Z|. ${capital(kramers_kronig.message)}.` : `${kramersKronigWords.none}.`,
      );
    },
    drawRelaxation(found) {
      if (!found) {
        relaxation.draw([], [], { x: 's', y: 'Ω' });
        return relaxation.describe('Not for a spectrum that was refused.');
      }
      const { time_constant_second: taus, distribution_ohm: gamma, peaks } = found;
      const points = taus.map((x, at) => ({ x, y: gamma[at] }));
      const top = (tau: number) => Math.max(...points.map(({ x, y }) => (Math.abs(Math.log(x / tau)) < 0.3 ? y : 0)));
      relaxation.draw(
        [{ label: 'γ', color: '--charge', dashed: false, points }],
        peaks.map(({ time_constant_second: x, resistance_ohm: ohm }) => ({
          x,
          y: top(x),
          color: '--charge',
          label: `${digits(ohm)} Ω`,
        })),
        { x: 's', y: 'Ω' },
      );
      const sigma = found.warburg_coefficient_ohm_per_root_second;
      relaxation.describe(
        `Resistance per unit of ln τ, without a circuit; ${sigma === null ? 'diffusion is in it, at the slow end' : 'the fit’s Warburg is subtracted'}.`,
      );
    },
    destroy() {
      for (const chart of charts) chart.destroy();
    },
  };
}

function lined(
  label: string,
  color: string,
  columns: Columns,
  point: (columns: Columns, at: number) => { x: number; y: number },
): Curve {
  const points = columns.frequency_hertz
    .map((_, at) => ({ ...point(columns, at), hertz: columns.frequency_hertz[at] }))
    .filter(({ x, y, hertz }) => Number.isFinite(x) && Number.isFinite(y) && hertz > 0)
    .sort((one, other) => one.x - other.x);
  return { label, color, dashed: false, points };
}

/** Real and imaginary part of what is left. */
function parts(
  left: { frequency_hertz: number[]; real_residual_percent: number[]; imaginary_residual_percent: number[] },
  of: string,
  at: number,
): Curve[] {
  const curve = (label: string, color: string, values: number[]): Curve => ({
    label: label + of,
    color,
    dashed: false,
    dots: true,
    points: left.frequency_hertz.map((x, i) => ({ x, y: values[i] })).sort((one, other) => one.x - other.x),
  });
  return [
    curve('Real', `--g${at % 8}`, left.real_residual_percent),
    curve('Imaginary', `--g${(at + 1) % 8}`, left.imaginary_residual_percent),
  ];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
