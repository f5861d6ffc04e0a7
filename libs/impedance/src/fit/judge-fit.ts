import type { Circuit } from '../circuit/circuit.js';
import type { Finding } from '../finding.js';
import type { FitCode } from './circuit-fit.js';

const mostResidual = 1;
const mostCorrelation = 0.99;

/**
 * Whether a fit is accepted, and what speaks against it: the residual is 1 % of |Z| or more; the spectrum does not determine
 * the parameters; two parameters are correlated by 0.99 or more, except Q and n of one CPE, which always are, and the parameters of arcs that merge,
 * of which the sum alone is reported.
 */
export function judgeFit(
  circuit: Circuit,
  fit: { residual_percent: number; correlations: number[][] | null; merged: ReadonlySet<number> },
): Finding<FitCode>[] {
  const { residual_percent, correlations, merged } = fit;
  const findings: Finding<FitCode>[] = [];
  if (!Number.isFinite(residual_percent))
    return [
      { code: 'no_convergence', message: `${circuit.id}: no start led to a fit; is the spectrum that of a cell?` },
    ];
  if (residual_percent >= mostResidual)
    findings.push({
      code: 'poor_fit',
      message: `${circuit.id} leaves ${residual_percent.toPrecision(3)} % of |Z|, expected less than ${mostResidual} %: another circuit, or a spectrum of less noise, is needed`,
    });
  if (!correlations) {
    findings.push({
      code: 'undetermined',
      message: `${circuit.id} has parameters that this spectrum does not determine: a circuit with fewer elements is needed`,
    });
    return findings;
  }
  const { parameters } = circuit;
  for (let k = 0; k < parameters.length; k++)
    for (let l = 0; l < k; l++) {
      const sameElement = parameters[k].suffix === 'n' && l === k - 1;
      if (sameElement || (merged.has(k) && merged.has(l)) || Math.abs(correlations[k][l]) < mostCorrelation) continue;
      findings.push({
        code: 'correlated',
        message: `${parameters[l].name} and ${parameters[k].name} are correlated by ${correlations[k][l].toFixed(4)}, expected less than ${mostCorrelation}: the spectrum does not tell them apart`,
      });
    }
  return findings;
}
