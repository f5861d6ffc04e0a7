import { eventLines } from './event-lines.js';
import type { Notice } from './notice.js';

/** Of a group so many are told in full, and so many by their headline. */
const inFull = 3;
const byHeadline = 40;

/** A notice as plain text for people; the rest of a large group is counted, and stands on the board. */
export function noticeText({ told, title }: Notice): string {
  if (told.length === 1) return [title, '', ...eventLines(told[0])].join('\n');
  const lines = [title, ''];
  for (const { headline, link } of told.slice(0, byHeadline)) lines.push(link ? `${headline}  ${link}` : headline);
  if (told.length > byHeadline) lines.push(`and ${told.length - byHeadline} more, all on the board`);
  for (const one of told.slice(0, inFull)) lines.push('', one.headline, ...eventLines(one));
  return lines.join('\n');
}
