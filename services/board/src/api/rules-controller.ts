import { Body, Controller, Get, HttpCode, Post, type Type } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { noRuleSet, rules, type RuleSet } from '@cellwatch/detection';
import { readRuleSet, type Pool } from '@cellwatch/timescale';
import { Problem } from '../problem.js';
import { Answers, listOf, ref } from './answers.js';

/** Reads a lab's rules as a person wrote them; problems name their lines. */
export type CheckRules = (text: string) => { rule_set: RuleSet; problems: string[] };

const longestText = 60_000;

export function rulesController(pool: Pool, check: CheckRules | undefined): Type {
  @ApiTags('rules')
  @Controller('api/rules')
  class RulesController {
    @Get()
    @ApiOperation({
      summary: 'Every rule with its limits, and the set of a lab’s own that is in force',
      description:
        'A set is accepted with `cellwatch rules accept`, which shows its back-test first. What it does not set is as the rule’s default says.',
    })
    @Answers('The rules', {
      rules_version: { type: 'string', description: '0 where no set was ever accepted' },
      accepted_at: { type: 'string', format: 'date-time', nullable: true },
      source: { type: 'string', nullable: true, description: 'As it was written' },
      rule_set: ref('RuleSet'),
      rules: listOf('Rule'),
    })
    async rules() {
      const accepted = await readRuleSet(pool);
      const rule_set = (accepted?.rule_set as RuleSet | undefined) ?? noRuleSet;
      return {
        rules_version: rule_set.rules_version,
        accepted_at: accepted?.accepted_at ?? null,
        source: accepted?.source ?? null,
        rule_set,
        rules,
      };
    }

    @Post('check')
    @HttpCode(200)
    @ApiOperation({ summary: 'Whether a text can be a lab’s rules; nothing is changed' })
    @ApiBody({ schema: ref('RulesText') as never })
    @Answers('What is wrong, each with its line, or the set that it is', {
      problems: { type: 'array', items: { type: 'string' } },
      rule_set: { type: 'object', nullable: true, allOf: [ref('RuleSet')] },
    })
    checkRules(@Body() body: unknown) {
      if (!check)
        throw new Problem(501, {
          message: 'this board does not read rules',
          expected: '`cellwatch rules check FILE`, or the board of `cellwatch start`',
        });
      const { text, ...others } = (body ?? {}) as Record<string, unknown>;
      if (typeof text !== 'string' || text.length > longestText || Object.keys(others).length > 0)
        throw new Problem(400, {
          message: 'that is no text of rules',
          got: typeof text === 'string' ? `${text.length} letters` : body,
          where: 'body',
          expected: `{"text": YAML of up to ${longestText} letters}`,
        });
      const { rule_set, problems } = check(text);
      return { problems, rule_set: problems.length > 0 ? null : rule_set };
    }
  }

  return RulesController;
}
