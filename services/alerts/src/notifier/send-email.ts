import { createTransport } from 'nodemailer';
import type { EmailMessage } from './email-message.js';
import { resolveTarget, type PrivateTargets } from './resolve-target.js';
import type { RouteTarget } from './route.js';

/** Hands a mail to an SMTP server. Resolves when it was taken for every recipient; throws with the reason for anything else. */
export async function sendEmail(
  { smtp_url, from, to }: Extract<RouteTarget, { kind: 'email' }>,
  message: EmailMessage,
  { allow_private, timeout_ms }: { allow_private: PrivateTargets; timeout_ms: number },
): Promise<void> {
  const url = new URL(smtp_url);
  const host = await resolveTarget(url, allow_private);
  const secure = url.protocol === 'smtps:';
  const where = `${url.protocol}//${url.host}`;
  const transport = createTransport({
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // The address was checked, the certificate is of the name.
    tls: { servername: url.hostname },
    requireTLS: url.searchParams.get('tls') === 'required',
    ignoreTLS: url.searchParams.get('tls') === 'never',
    ...(url.username && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: timeout_ms,
    greetingTimeout: timeout_ms,
    socketTimeout: timeout_ms,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const signal = AbortSignal.timeout(timeout_ms);
  const tooLate = new Promise<never>((_, reject) => {
    signal.onabort = () => reject(new Error(`${where} did not answer within ${timeout_ms} ms`));
  });
  try {
    const { rejected } = await Promise.race([tooLate, transport.sendMail({ ...message, from, to: [...to] })]);
    if (rejected.length > 0)
      throw new Error(`${where} refused ${rejected.length} of ${to.length} recipients: ${rejected.join(', ')}`);
  } finally {
    transport.close();
  }
}
