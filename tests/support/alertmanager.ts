import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const debianAlertmanager = '/usr/bin/prometheus-alertmanager';
export const hasAlertmanager = existsSync(debianAlertmanager);

export interface HeldAlert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: string;
  endsAt: string;
  status: { state: string };
  generatorURL: string;
}

export interface Alertmanager {
  url: string;
  /** What it holds now. */
  alerts(): Promise<HeldAlert[]>;
  /** `kill -9`; what it held is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Debian's Alertmanager on a port of this machine, which tells what it groups to `receiver_url`. */
export async function startAlertmanager(folder: string, receiver_url: string): Promise<Alertmanager> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder, 'alertmanager.yml');
  await writeFile(
    config,
    `route: { receiver: lab, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
receivers: [{ name: lab, webhook_configs: [{ url: '${receiver_url}', send_resolved: true }] }]
`,
  );
  let running: ReturnType<typeof spawn> | undefined;
  const start = async () => {
    const log = openSync(join(folder, 'alertmanager.log'), 'a');
    running = spawn(
      debianAlertmanager,
      [
        `--config.file=${config}`,
        `--storage.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      ],
      { stdio: ['ignore', log, log] },
    );
    while (
      !(await fetch(`${url}/-/ready`).then(
        (answer) => answer.ok,
        () => false,
      ))
    ) {
      if (running.exitCode !== null)
        throw new Error(`Alertmanager ended with ${running.exitCode}: ${folder}/alertmanager.log`);
      await sleep(50);
    }
  };
  await start();
  return {
    url,
    start,
    async alerts() {
      const answer = await fetch(`${url}/api/v2/alerts`);
      return (await answer.json()) as HeldAlert[];
    },
    async kill() {
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      running.kill('SIGKILL');
      await once(running, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
