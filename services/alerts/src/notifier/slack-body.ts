import { eventLines } from './event-lines.js';
import type { Notice } from './notice.js';

const section_characters = 2900;
const sections = 8;

/** An incoming webhook's message: `text` for notifications, blocks for the channel. At most 50 blocks of 3 000 characters are taken. */
export function slackBody({ title, told }: Notice): object {
  const mark = (text: string) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: text.slice(0, section_characters) },
  });
  const blocks: object[] = [{ type: 'header', text: { type: 'plain_text', text: title.slice(0, 150) } }];
  if (told.length === 1) blocks.push(mark(lines(eventLines(told[0]))));
  else {
    const headlines = told.map(({ headline, link }) =>
      link ? `• <${escaped(link)}|${escaped(headline)}>` : `• ${escaped(headline)}`,
    );
    let text = '';
    let shown = 0;
    for (const headline of headlines) {
      if (text.length + headline.length > section_characters) {
        if (blocks.length > sections) break;
        blocks.push(mark(text));
        text = '';
      }
      text += `${headline}\n`;
      shown += 1;
    }
    if (text) blocks.push(mark(text));
    if (shown < told.length) blocks.push(mark(`and ${told.length - shown} more, all on the board`));
    blocks.push(mark(`*First of them*\n${lines(eventLines(told[0]))}`));
  }
  return { text: escaped(title), blocks };
}

function lines(texts: readonly string[]): string {
  return texts.map(escaped).join('\n');
}

/** The three signs that Slack reads. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
