import type { Notice } from './notice.js';
import { noticeText } from './notice-text.js';

/** For programs: all of every event. A message of one event also has it as `event` and `alert`. */
export function webhookBody(notice: Notice): object {
  const { title, incident, told } = notice;
  const events = told.map(({ payload, ...others }) => ({ ...others, alert: payload }));
  return {
    ...(told.length === 1 && { event: told[0].event, alert: told[0].payload }),
    title,
    text: noticeText(notice),
    incident,
    events,
  };
}
