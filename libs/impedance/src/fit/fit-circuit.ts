import type { Circuit, CircuitRoles } from '../circuit/circuit.js';
import type { Finding } from '../finding.js';
import type { Spectrum } from '../spectrum.js';
import { arcTimeConstant } from './arc-time-constant.js';
import type { CircuitFit, FitCode } from './circuit-fit.js';
import { describeFit } from './describe-fit.js';
import { guessParameters } from './guess-parameters.js';
import { leastSquares, type LeastSquares } from './least-squares.js';
import { scaled } from './parameter-scale.js';
import { placeArcs } from './place-arcs.js';
import { followToBottom, searchOptimum } from './search-optimum.js';
import { spreadParameters } from './spread-parameters.js';

export interface FitOptions {
  area_cm2?: number | null;
  /** `raw_parameters` of the cell's last fit with this circuit. */
  warm_start?: ArrayLike<number> | null;
  /** Noise of a component in % of |Z|, from the Kramers-Kronig test: a warm start that reaches it needs no other start. */
  noise_percent?: number | null;
  /** Beside the guesses; 8 where it is not given, 16 for a circuit in notation alone. */
  starts?: number;
}

/** A warm start has arrived where it leaves no more than this times the noise. */
const arrived = 1.25;
/** Else it is believed where no guess leads below it; where one does, every start is taken. */
const unequalled = 0.999;

/**
 * Fits a circuit to a spectrum that `checkSpectrum` has put in order (distinct frequencies, falling): complex non-linear least
 * squares with modulus weights, log and logit parameters and an analytic Jacobian, from a guess and from starts drawn with a
 * fixed seed. The same input gives the same result.
 *
 * Accepted where the residual is below 1 %, the parameters are determined and not correlated by 0.99. A parameter at a bound is
 * null. Throws a RangeError where `warm_start` is not of this circuit.
 */
export function fitCircuit(circuit: Circuit, spectrum: Spectrum, options: FitOptions = {}): CircuitFit {
  const points = spectrum.frequency_hertz.length;
  const size = circuit.parameters.length;
  const warm = options.warm_start ?? null;
  if (warm && warm.length !== size)
    throw new RangeError(`circuit ${circuit.id}: got ${warm.length} parameters to start from, expected ${size}`);
  const starts = options.starts ?? (circuit.roles ? 8 : 16);
  const area_cm2 = options.area_cm2 ?? null;
  if (points < size) {
    const message = `${points} usable points, expected ${size} or more for the ${size} parameters of ${circuit.id}`;
    const finding: Finding<FitCode> = { code: 'too_few_points', message };
    return describeFit(circuit, null, { points, area_cm2, starts: 0, iterations: 0, findings: [finding] });
  }
  const problem = leastSquares(circuit, spectrum);
  let iterations = 0;
  let used = 1;
  if (warm) {
    followToBottom(
      problem,
      Array.from(warm, (value, k) => scaled(circuit.parameters[k], value)),
    );
    iterations += problem.iterations;
  }
  const percent = 100 * Math.sqrt(problem.squares / (2 * points - size));
  if (!warm || !(percent <= arrived * (options.noise_percent ?? 0))) {
    const guesses = firstGuesses(circuit, spectrum);
    const warmSquares = problem.squares;
    if (warm) guesses.unshift(problem.parameters.slice());
    iterations += searchOptimum(circuit, problem, guesses, warm ? 0 : starts);
    used += guesses.length - 1 + (warm ? 0 : starts);
    if (warm && problem.squares < unequalled * warmSquares) {
      iterations += searchOptimum(circuit, problem, guesses, starts);
      used += guesses.length + starts;
    }
  }
  const findings = circuit.roles ? nameArcs(circuit as Circuit & { roles: CircuitRoles }, problem) : [];
  return describeFit(circuit, problem, { points, area_cm2, starts: used, iterations, findings });
}

function firstGuesses(circuit: Circuit, spectrum: Spectrum): Float64Array[] {
  if (!circuit.roles) return [spreadParameters(circuit, spectrum)];
  const named = circuit as Circuit & { roles: CircuitRoles };
  return [guessParameters(named, spectrum), ...placeArcs(named, spectrum)];
}

/** R_int is the faster arc. Where the circuit is the same with its arcs exchanged, they are put in that order. */
function nameArcs(circuit: Circuit & { roles: CircuitRoles }, problem: LeastSquares): Finding<FitCode>[] {
  const { arcs, interchangeable } = circuit.roles;
  if (arcs.length < 2) return [];
  const [fast, slow] = arcs.map(({ resistance, q, n }) => {
    const { parameters } = problem;
    return arcTimeConstant(parameters[resistance], parameters[q], parameters[n]);
  });
  if (fast <= slow) return [];
  if (!interchangeable)
    return [
      {
        code: 'arcs_exchanged',
        message: `${circuit.id} fits with its charge transfer faster (${slow.toPrecision(3)} s) than its interphase (${fast.toPrecision(3)} s): the two resistances are not told apart`,
      },
    ];
  const exchanged = problem.at.slice();
  for (const part of ['resistance', 'q', 'n'] as const) {
    exchanged[arcs[0][part]] = problem.at[arcs[1][part]];
    exchanged[arcs[1][part]] = problem.at[arcs[0][part]];
  }
  problem.moveTo(exchanged);
  return [];
}
