import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import kafkajs from 'kafkajs';
import { unexercised } from './unexercised.js';

export interface TestKafka {
  brokers: string;
  stop(): Promise<void>;
  /** `kill -9`; on a broker that is not ours, throws. */
  kill(): Promise<void>;
  /** Starts it again where it was. Resolves when it answers. */
  restart(): Promise<void>;
}

interface Machine {
  start(): Promise<void>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  remove(): Promise<void>;
}

const version = '4.3.1';
const run = promisify(execFile);
/** npm runs everything at the root; this file may run from where the benches are built. */
const here = resolve('tests/support/kafka');
const cache = resolve('node_modules/.cache/cellwatch');

/**
 * A real broker: that of KAFKA_BROKERS if set, else one of Maven Central's jars where Java and Maven are, else a container.
 * Where there is none, `missing` says why, loudly; with CI=true it throws.
 */
export async function startKafka(): Promise<TestKafka | { missing: string }> {
  const { KAFKA_BROKERS } = process.env;
  if (KAFKA_BROKERS) return theirs(KAFKA_BROKERS);
  const ports = [await freePort(), await freePort()];
  try {
    const machine = await machineFor(ports);
    return await startOn(machine, `127.0.0.1:${ports[0]}`);
  } catch (error) {
    const missing = `a Kafka broker: ${(error as Error).message}`;
    unexercised(missing);
    return { missing };
  }
}

function theirs(brokers: string): TestKafka {
  const notOurs = () => Promise.reject(new Error('this broker is not ours to kill'));
  return { brokers, stop: () => Promise.resolve(), kill: notOurs, restart: notOurs };
}

async function machineFor(ports: number[]): Promise<Machine> {
  if ((await works('java', ['-version'])) && (existsSync(jars()) || (await works('mvn', ['-version']))))
    return javaMachine(ports);
  if (await works('docker', ['info'])) return container(ports[0]);
  throw new Error('KAFKA_BROKERS is not set, Java and Maven are not installed, and no Docker daemon answers');
}

async function startOn(machine: Machine, brokers: string): Promise<TestKafka> {
  async function start(): Promise<void> {
    await machine.start();
    await answers(brokers);
  }
  try {
    await start();
  } catch (error) {
    await machine.end('SIGKILL').catch(() => undefined);
    throw error;
  }
  return {
    brokers,
    async stop() {
      await machine.end('SIGKILL');
      await machine.remove();
    },
    kill: () => machine.end('SIGKILL'),
    restart: start,
  };
}

const settings = ([broker, controller]: number[], folder: string) => `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:${broker},CONTROLLER://127.0.0.1:${controller}
log.dirs=${folder}/log
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
log.retention.check.interval.ms=1000
`;

async function javaMachine(ports: number[]): Promise<Machine> {
  const lib = await fetchJars();
  const folder = await mkdtemp(join(tmpdir(), 'cellwatch-kafka-'));
  const properties = join(folder, 'server.properties');
  await writeFile(properties, settings(ports, folder));
  const java = ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-cp', `${lib}/*`];
  // Its first character must not be a hyphen: the tool would take the id for an option.
  const bytes = randomBytes(16);
  bytes[0] &= 0x7f;
  const id = bytes.toString('base64url');
  await run('java', [...java, 'kafka.tools.StorageTool', 'format', '-t', id, '-c', properties]);
  let end: Machine['end'] = () => Promise.resolve();
  return {
    async start() {
      end = await spawnTethered(join(folder, 'server.log'), ['java', ...java, 'kafka.Kafka', properties]);
    },
    end: (signal) => end(signal),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Runs a command that dies with us, however we die: its keeper waits for the end of our pipe. */
async function spawnTethered(log: string, command: string[]): Promise<Machine['end']> {
  const keeper = `exec 3<&0; log=$1; shift
"$@" > "$log" 2>&1 3<&- & server=$!
(cat <&3 > /dev/null; kill -KILL $server) > /dev/null 2>&1 & echo $server; exec >&-; wait $server`;
  const child = spawn('sh', ['-c', keeper, 'sh', log, ...command], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const pid = await new Promise<number>((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
  return async (signal) => {
    if (child.exitCode === null) process.kill(pid, signal);
    await ended;
    child.stdin.destroy();
  };
}

function jars(): string {
  return join(cache, `kafka-${version}`);
}

/** Once, whoever comes first. */
async function fetchJars(): Promise<string> {
  if (existsSync(jars())) return jars();
  await mkdir(cache, { recursive: true });
  const making = `${jars()}.${process.pid}`;
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${making}`];
  await run('mvn', ['-q', '-B', '-f', join(here, 'pom.xml'), ...goal], { timeout: 600_000 });
  await rename(making, jars()).catch(async (error: Error) => {
    await rm(making, { recursive: true, force: true });
    if (!existsSync(jars())) throw error;
  });
  return jars();
}

async function container(port: number): Promise<Machine> {
  const name = `cellwatch-kafka-${randomBytes(6).toString('hex')}`;
  const environment = {
    ...Object.fromEntries(
      settings([port, 9093], '/var/lib/kafka')
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s))
        .map(([key, value]) => [`KAFKA_${key.toUpperCase().replaceAll('.', '_')}`, value]),
    ),
    KAFKA_LISTENERS: `PLAINTEXT://0.0.0.0:${port},CONTROLLER://127.0.0.1:9093`,
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_LOG_DIRS: '/tmp/kraft-combined-logs',
  };
  const flags = Object.entries(environment).flatMap(([key, value]) => ['-e', `${key}=${value}`]);
  const image = `apache/kafka:${version}`;
  await run('docker', ['create', '--name', name, '-p', `127.0.0.1:${port}:${port}`, ...flags, image]);
  return {
    start: async () => void (await run('docker', ['start', name])),
    end: async (signal) => void (await run('docker', ['kill', `--signal=${signal}`, name])),
    remove: async () => void (await run('docker', ['rm', '-f', '-v', name])),
  };
}

async function works(command: string, args: string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

/** It may accept connections long before it knows of itself. */
async function answers(brokers: string): Promise<void> {
  const client = new kafkajs.Kafka({ brokers: [brokers], logCreator: () => () => undefined, retry: { retries: 0 } });
  const deadline = Date.now() + 180_000;
  for (;;) {
    const admin = client.admin();
    try {
      await admin.connect();
      if ((await admin.describeCluster()).brokers.length > 0) return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`the broker at ${brokers} does not answer`, { cause: error });
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
    await sleep(200);
  }
}

function freePort(): Promise<number> {
  return new Promise((found, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
