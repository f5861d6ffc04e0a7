import { Body, Controller, Get, HttpCode, Param, Post, type Type } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DeclarationError, declareSpectrum, encodeResult, topics, type CellSpectrum } from '@cellwatch/events';
import {
  circuitImpedance,
  circuitOf,
  viewRelaxationTimes,
  viewSpectrum,
  type FittedParameters,
} from '@cellwatch/impedance';
import type { Stream } from '@cellwatch/stream';
import { readResistances, readSpectra, readSpectrum, type Pool } from '@cellwatch/timescale';
import { Problem } from '../problem.js';
import { Answers, AnswersProblem, listOf, ref } from './answers.js';
import { knownCell } from './known-cell.js';
import { cellIdOf } from './read-query.js';
import { shapeOrNull } from './schema-parts.js';

/** 10 000 points as long as numbers get. */
export const largestSpectrum_bytes = 1024 * 1024;
export const spectraPath = '/api/cells/:cell_id/spectra';

const named = { spectrum_id: { type: 'string' }, revision: { type: 'integer' } };

export function spectraController(pool: Pool, stream: Stream): Type {
  const publish = (spectrum: CellSpectrum) =>
    stream.publish([{ topic: topics.spectra, key: spectrum.cell_id, value: encodeResult(spectrum) }]);

  async function standing(cell_id: string, spectrum_id: string): Promise<CellSpectrum> {
    const spectrum = await readSpectrum(pool, cell_id, spectrum_id);
    if (spectrum && !spectrum.retracted) return spectrum;
    throw new Problem(404, {
      message: 'no such spectrum stands',
      got: spectrum_id,
      where: 'path',
      expected: 'a spectrum_id of GET /api/cells/{cell_id}/spectra',
    });
  }

  /** Of the circuits that were fitted to a spectrum; of what did not converge there are none. */
  async function fittedParameters(cell_id: string, spectrum_id: string): Promise<FittedParameters[]> {
    const resistances = await readResistances(pool, cell_id);
    return resistances.filter((one) => one.spectrum_id === spectrum_id && one.raw_parameters.length > 0);
  }

  @ApiTags('impedance')
  @Controller('api/cells')
  class SpectraController {
    @Get(':cell_id/spectra')
    @ApiOperation({
      summary: 'The impedance spectra of a cell that were not taken back, in order, without their points',
    })
    @Answers('The spectra', { spectra: listOf('Spectrum') })
    async spectra(@Param('cell_id') cell_id: string) {
      await knownCell(pool, cell_id);
      return { spectra: await readSpectra(pool, cell_id) };
    }

    @Post(':cell_id/spectra')
    @HttpCode(202)
    @ApiOperation({
      summary: 'Add an impedance spectrum; its verdict and its resistances follow within a second',
      description:
        'Points are taken as they are: what the fit thinks of them is in the resistance that follows. The same points and time once ' +
        'more correct what is said beside them.',
    })
    @ApiBody({ schema: ref('MeasuredSpectrum') as never })
    @Answers('Taken; the same once more has the same name, and is not counted twice', named)
    async takeSpectrum(@Param('cell_id') cell_id: string, @Body() body: unknown) {
      const spectrum = spectrumOf(cellIdOf(cell_id, 'path'), body);
      const last = await readSpectrum(pool, cell_id, spectrum.spectrum_id);
      const same = last && contentOf(last) === contentOf({ ...spectrum, revision: last.revision });
      const revision = last ? last.revision + (same ? 0 : 1) : 1;
      await publish({ ...spectrum, revision });
      return { spectrum_id: spectrum.spectrum_id, revision };
    }

    @Get(':cell_id/spectra/:spectrum_id')
    @ApiOperation({
      summary: 'The points of a spectrum, and the fitted circuit at the same frequencies',
      description:
        '`spectrum` is as it was measured, `points` as it was judged: in order, with its sign turned where it was flipped, null where ' +
        'it was refused. Residuals are in % of |Z|.',
    })
    @Answers('The spectrum, what was judged, and a curve for each circuit that was fitted', {
      spectrum: ref('SpectrumPoints'),
      points: shapeOrNull('JudgedPoints'),
      kramers_kronig: shapeOrNull('KramersKronig'),
      warburg_region: shapeOrNull('WarburgRegion'),
      fits: listOf('SpectrumFit'),
    })
    async spectrum(@Param('cell_id') cell_id: string, @Param('spectrum_id') spectrum_id: string) {
      const spectrum = await standing(cell_id, spectrum_id);
      const { facts } = await knownCell(pool, cell_id);
      const fitted = await fittedParameters(cell_id, spectrum_id);
      const { points, kramers_kronig, warburg_region, fits } = viewSpectrum(
        { ...spectrum, area_cm2: facts.area_cm2 },
        fitted,
      );
      const frequency_hertz = spectrum.frequency_hertz.filter((hertz) => hertz > 0);
      return {
        spectrum,
        points,
        kramers_kronig,
        warburg_region,
        fits: fits.map(({ fit: { arcs }, ...residuals }, at) => {
          const { circuit_id, raw_parameters } = fitted[at];
          const curve = circuitImpedance(circuitOf(circuit_id), raw_parameters, frequency_hertz);
          return {
            circuit_id,
            frequency_hertz,
            real_impedance_ohm: Array.from(curve.real_impedance_ohm),
            imaginary_impedance_ohm: Array.from(curve.imaginary_impedance_ohm),
            residuals,
            arcs,
          };
        }),
      };
    }

    @Get(':cell_id/spectra/:spectrum_id/relaxation-times')
    @ApiOperation({
      summary: 'The distribution of relaxation times of a spectrum: its time constants, without a circuit',
      description:
        'A Warburg that stands in series and was fitted is subtracted first. Null where the spectrum was refused.',
    })
    @Answers('The distribution and its peaks', { relaxation_times: shapeOrNull('RelaxationTimes') })
    async relaxationTimes(@Param('cell_id') cell_id: string, @Param('spectrum_id') spectrum_id: string) {
      const spectrum = await standing(cell_id, spectrum_id);
      const fitted = await fittedParameters(cell_id, spectrum_id);
      return { relaxation_times: viewRelaxationTimes(spectrum, fitted) };
    }

    @Post(':cell_id/spectra/:spectrum_id/retract')
    @HttpCode(202)
    @ApiOperation({
      summary: 'Take a spectrum back; it stays in the tables, its results are retracted, trends go on without it',
    })
    @Answers('Taken', named)
    @AnswersProblem()
    async retractSpectrum(@Param('cell_id') cell_id: string, @Param('spectrum_id') spectrum_id: string) {
      const spectrum = await standing(cell_id, spectrum_id);
      const revision = spectrum.revision + 1;
      await publish({ ...spectrum, revision, retracted: true });
      return { spectrum_id, revision };
    }

    @Get(':cell_id/resistances')
    @ApiOperation({
      summary: 'What each spectrum of a cell says, and where it stands in its series',
      description:
        'Under the facts that hold now. What was not measured is null, and `findings` say why. Deviations are 1σ. Results of two ' +
        'circuits never share a `series_key`.',
    })
    @Answers('The estimates in the order of their spectra', { resistances: listOf('Resistance') })
    async resistances(@Param('cell_id') cell_id: string) {
      await knownCell(pool, cell_id);
      return { resistances: await readResistances(pool, cell_id) };
    }
  }

  return SpectraController;
}

function contentOf(spectrum: CellSpectrum): string {
  return new TextDecoder().decode(encodeResult(spectrum));
}

function spectrumOf(cell_id: string, body: unknown): CellSpectrum {
  const refused = (message: string, got: unknown, expected: string) =>
    new Problem(400, { message, got, where: 'body', expected });
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refused('a spectrum is a JSON object', body, 'an object such as {"frequency_hertz": […], …}');
  const columns = ['frequency_hertz', 'real_impedance_ohm', 'imaginary_impedance_ohm'];
  // Points are not sent back.
  const got = Object.fromEntries(Object.entries(body).filter(([name]) => !columns.includes(name)));
  if ('cell_id' in body && body.cell_id !== cell_id)
    throw refused(
      `the body’s cell_id is ${JSON.stringify(body.cell_id)}`,
      got,
      `${JSON.stringify(cell_id)}, as in the path`,
    );
  try {
    return declareSpectrum({ ...body, cell_id });
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    throw refused(error.message, got, 'a spectrum as the OpenAPI document lists it');
  }
}
