import { chartSvg } from './chart-svg.js';
import type { Notice } from './notice.js';
import { noticeText } from './notice-text.js';

export interface EmailMessage {
  subject: string;
  text: string;
  messageId: string;
  headers: Record<string, string>;
  attachments: { filename: string; content: string; contentType: string }[];
}

const charts = 3;

/** A mail in plain text with the first charts as pictures. The same message again has the same Message-ID, so that it can be told. */
export function emailMessage(notice: Notice, from: string): EmailMessage {
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? 'cellwatch';
  const pictures = notice.told.flatMap(({ payload, key }) => {
    const content = chartSvg(payload.evidence);
    return content
      ? [{ filename: `${key.replace(/[^\w.-]+/g, '_').slice(0, 80)}.svg`, content, contentType: 'image/svg+xml' }]
      : [];
  });
  const id = Buffer.from(notice.idempotency_key).toString('base64url').slice(0, 200);
  return {
    subject: notice.title.slice(0, 200),
    text: noticeText(notice),
    messageId: `<${id}@${domain}>`,
    headers: {
      'Idempotency-Key': notice.idempotency_key,
      'Auto-Submitted': 'auto-generated',
      ...(notice.critical && { 'X-Priority': '1', Importance: 'high' }),
    },
    attachments: pictures.slice(0, charts),
  };
}
