import type { Rule } from './declared.js';

/** Lists of cycles: none is two things at once, and schedules go on. */
export const cycleLists: Rule = ({
  formation_cycles = [],
  check_up_cycles = [],
  temperature_schedule = [],
  c_rate_schedule = [],
}) => {
  const found: ReturnType<Rule> = [];
  const both = formation_cycles.filter((cycle) => check_up_cycles.includes(cycle));
  if (both.length > 0)
    found.push({
      fields: ['check_up_cycles', 'formation_cycles'],
      message:
        `formation_cycles and check_up_cycles both have ${[...new Set(both)].join(', ')}, ` +
        'expected a cycle to be one of them',
    });
  const schedules = { temperature_schedule, c_rate_schedule } as const;
  for (const [field, schedule] of Object.entries(schedules) as [keyof typeof schedules, { from_cycle: number }[]][]) {
    const at = schedule.findIndex(({ from_cycle }, index) => index > 0 && from_cycle <= schedule[index - 1].from_cycle);
    if (at > 0)
      found.push({
        fields: [[field, at]],
        message:
          `${field}.${at}.from_cycle is ${schedule[at].from_cycle} after ${schedule[at - 1].from_cycle}, ` +
          'expected the cycles to ascend',
      });
  }
  return found;
};
