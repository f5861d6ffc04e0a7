import { Controller, Get, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { rules, type Rule } from '@cellwatch/detection';
import { Answers, listOf } from './answers.js';
import { orNull, text } from './schema-parts.js';

/** A rule in words: what a person who is shown its alert wants to know. */
export type RuleWords = Pick<
  Rule,
  'code' | 'version' | 'severities' | 'title' | 'description' | 'likely_cause' | 'look_alikes'
>;

const words: RuleWords[] = rules.map(
  ({ code, version, severities, title, description, likely_cause, look_alikes }) => ({
    code,
    version,
    severities,
    title,
    description,
    likely_cause,
    look_alikes,
  }),
);

/** What the page says beside the data. */
export function wordsController(grafana_url: string | null): Type {
  @ApiTags('alerts')
  @Controller('api/words')
  class WordsController {
    @Get()
    @ApiOperation({ summary: 'The rules in words, and where Grafana is' })
    @Answers('Rules with likely cause and look-alikes', {
      rules: listOf('RuleWords'),
      grafana_url: orNull(text),
    })
    words() {
      return { rules: words, grafana_url };
    }
  }

  return WordsController;
}
