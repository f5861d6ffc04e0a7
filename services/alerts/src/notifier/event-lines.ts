import type { ToldEvent } from './notice.js';

/** One event in plain lines: what was found, the evidence, the cause, its look-alikes, where to look. */
export function eventLines(told: ToldEvent): string[] {
  const { event, payload, campaign, chamber, equipment_id, channel_id, likely_cause, look_alikes, link, chart_text } =
    told;
  const { rule, rule_version, rules_version, message, evidence } = payload;
  const { quantity, unit, value, limit, baseline, regime, first_record_index, last_record_index, chart } = evidence;
  const place = [
    campaign && `campaign ${campaign}`,
    chamber && `chamber ${chamber}`,
    equipment_id && `cycler ${equipment_id}${channel_id ? ` channel ${channel_id}` : ''}`,
  ].filter(Boolean);
  const window = `records ${first_record_index} to ${last_record_index} of test ${payload.test_id}`;
  const cycle = payload.derived_cycle_count === null ? '' : `, cycle ${payload.derived_cycle_count}`;
  return [
    ...(event === 'withdrawn' ? ['A correction of the records has removed the evidence.'] : []),
    message,
    `Evidence: ${quantity} ${number(value)} ${unit}, limit ${number(limit)} ${unit}` +
      (baseline === null ? '' : `, baseline ${number(baseline)} ${unit}`) +
      (regime === null ? '' : `, regime ${regime}`),
    `Window: ${window}${cycle}${when(payload.raised_at_unix_second)}`,
    ...(chart && chart_text ? [`${chart_text}  over ${chart.x_quantity}`] : []),
    `Rule: ${rule} version ${rule_version}, limits ${rules_version}`,
    ...(place.length > 0 ? [`Place: ${place.join(', ')}`] : []),
    ...(likely_cause ? [`Likely cause: ${likely_cause}`] : []),
    ...look_alikes.map((look_alike) => `Could also be: ${look_alike}`),
    ...(link ? [link] : []),
  ];
}

function number(value: number): string {
  return String(Number(value.toPrecision(5)));
}

function when(unix_second: number | null): string {
  return unix_second === null ? '' : `, ${new Date(unix_second * 1000).toISOString()}`;
}
