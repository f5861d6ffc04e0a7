import { Body, Controller, Get, HttpCode, Post, Query, type Type } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  actionKey,
  DeclarationError,
  declareAction,
  encodeResult,
  topics,
  type AlertAction,
  type AlertKey,
} from '@cellwatch/events';
import type { Stream } from '@cellwatch/stream';
import {
  alertStates,
  deliveryStates,
  readAlertActions,
  readDeliveries,
  readIncidents,
  readSilences,
  readStandingAlerts,
  type Pool,
} from '@cellwatch/timescale';
import { Problem } from '../problem.js';
import { Answers, AnswersProblem, listOf, ref } from './answers.js';
import { cellIdOf, nameOf, wholeOf, wordsOf } from './read-query.js';
import { orNull, text } from './schema-parts.js';
import { cellQuery, limitBounds, limitQuery } from './troubles-controller.js';

const stateQuery = (states: readonly string[]) => ({
  name: 'state',
  required: false,
  description: `One or several, separated by commas, of ${states.join(', ')}`,
  schema: { type: 'string' as const },
});

/** Alerts, what people do with them, and who was told. */
export function alertsController(pool: Pool, stream: Stream, grafana_url: string | null): Type {
  const limitOf = (limit: unknown) => wholeOf(limit, 'limit', limitBounds);

  /** Whether what an action is about is there. */
  async function checkSubject({ alert, silence_id }: AlertAction): Promise<void> {
    if (alert) {
      const known = await readStandingAlerts(pool, { cell_id: alert.cell_id, limit: 100_000 });
      if (!known.some((one) => keys.every((field) => one[field] === alert[field])))
        throw new Problem(404, {
          message: 'no such alert stands',
          got: alert,
          where: 'body alert',
          expected: 'cell_id, rule, test_id and record_index of an alert of GET /api/alerts',
        });
    }
    if (silence_id !== undefined && (await readSilences(pool, { silence_id, limit: 1 })).length === 0)
      throw new Problem(404, {
        message: 'no such silence',
        got: silence_id,
        where: 'body silence_id',
        expected: 'a silence_id of GET /api/silences',
      });
  }

  @ApiTags('alerts')
  @Controller('api')
  class AlertsController {
    @Get('alerts')
    @ApiOperation({ summary: 'Alerts that stand, and where they stand with people, the newest first' })
    @ApiQuery(cellQuery)
    @ApiQuery(stateQuery(alertStates))
    @ApiQuery(limitQuery)
    @Answers('Alerts with their evidence, and where browsers find the boards that they link to', {
      alerts: listOf('Alert'),
      grafana_url: orNull(text),
    })
    async alerts(@Query('cell_id') cell_id: unknown, @Query('state') state: unknown, @Query('limit') limit: unknown) {
      const alerts = await readStandingAlerts(pool, {
        cell_id: cell_id === undefined ? null : cellIdOf(cell_id, 'query cell_id'),
        states: wordsOf(state, 'state', alertStates),
        limit: limitOf(limit),
      });
      return { alerts, grafana_url };
    }

    @Post('alerts/actions')
    @HttpCode(202)
    @ApiOperation({
      summary: 'Acknowledge, resolve or note an alert; silence a scope, or lift a silence',
      description:
        'An acknowledged alert is told again only when it becomes critical, and when it ends. A resolved one stays closed until its ' +
        'episode ends. Of what is silenced nobody is told; what still stands when the silence ends is told then.',
    })
    @ApiBody({ schema: ref('AlertActionWanted') as never })
    @Answers('Taken; a silence is known by its action_id', {
      action_id: { type: 'string' },
      at_unix_second: { type: 'number' },
    })
    @AnswersProblem()
    async act(@Body() body: unknown) {
      const action = actionOf(body);
      await checkSubject(action);
      await stream.publish([{ topic: topics.actions, key: actionKey(action), value: encodeResult(action) }]);
      return { action_id: action.action_id, at_unix_second: action.at_unix_second };
    }

    @Get('alerts/actions')
    @ApiOperation({ summary: 'What people did with one alert, the oldest first' })
    @ApiQuery({ ...cellQuery, required: true })
    @ApiQuery({ name: 'rule', required: true, schema: { type: 'string' } })
    @ApiQuery({ name: 'test_id', required: true, schema: { type: 'string' } })
    @ApiQuery({ name: 'record_index', required: true, schema: { type: 'integer', minimum: 0 } })
    @Answers('Actions', { actions: listOf('AlertActionTaken') })
    async actions(
      @Query('cell_id') cell_id: unknown,
      @Query('rule') rule: unknown,
      @Query('test_id') test_id: unknown,
      @Query('record_index') record_index: unknown,
    ) {
      const key = {
        cell_id: cellIdOf(cell_id, 'query cell_id'),
        rule: nameOf(rule, 'query rule', 'a rule') as AlertKey['rule'],
        test_id: nameOf(test_id, 'query test_id', 'a test'),
        record_index: wholeOf(record_index, 'record_index', { least: 0, most: 999_999_999, otherwise: 0 }),
      };
      return { actions: await readAlertActions(pool, key) };
    }

    @Get('silences')
    @ApiOperation({ summary: 'Silences, those in force first' })
    @ApiQuery(limitQuery)
    @Answers('Silences, past ones too', { silences: listOf('Silence') })
    async silences(@Query('limit') limit: unknown) {
      return { silences: await readSilences(pool, { limit: limitOf(limit) }) };
    }

    @Get('incidents')
    @ApiOperation({
      summary: 'Common-mode incidents: many cells of one chamber or cycler under one rule, the newest first',
    })
    @ApiQuery(limitQuery)
    @Answers('Incidents with their members', { incidents: listOf('Incident') })
    async incidents(@Query('limit') limit: unknown) {
      return { incidents: await readIncidents(pool, { limit: limitOf(limit) }) };
    }

    @Get('deliveries')
    @ApiOperation({ summary: 'Messages to routes and what became of them, dead ones included, the newest first' })
    @ApiQuery(stateQuery(deliveryStates))
    @ApiQuery(limitQuery)
    @Answers('Deliveries', { deliveries: listOf('Delivery') })
    async deliveries(@Query('state') state: unknown, @Query('limit') limit: unknown) {
      return {
        deliveries: await readDeliveries(pool, {
          states: wordsOf(state, 'state', deliveryStates),
          limit: limitOf(limit),
        }),
      };
    }
  }

  return AlertsController;
}

const keys = ['cell_id', 'rule', 'test_id', 'record_index'] as const;

function actionOf(body: unknown): AlertAction {
  const refused = (message: string, expected: string) =>
    new Problem(400, { message, got: body, where: 'body', expected });
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refused('an action is a JSON object', 'an object such as {"action": "acknowledge", "by": "Ada", "alert": …}');
  try {
    // When it is said is when it is done.
    return declareAction({ ...body, at_unix_second: Date.now() / 1000 });
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    throw refused(error.message, 'an action as the OpenAPI document lists it');
  }
}
