import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface TakenMail {
  from: string;
  to: string[];
  user?: string;
  /** As it came: headers and parts. */
  text: string;
}

export interface SmtpServer {
  port: number;
  mails: TakenMail[];
  stop(): Promise<void>;
}

/** A real SMTP server, a process of its own. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const script = fileURLToPath(new URL('smtp-process.js', import.meta.url));
  const server = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: server.stdout });
  const [first] = (await once(lines, 'line')) as [string];
  const mails: TakenMail[] = [];
  lines.on('line', (line) => mails.push(JSON.parse(line) as TakenMail));
  return {
    port: Number(first),
    mails,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill();
      await once(server, 'exit');
    },
  };
}
