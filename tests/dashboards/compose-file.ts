import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ComposeService {
  image?: string;
  build?: { context: string; target: string; args: Record<string, string> };
  command?: string[];
  user: string;
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean; interval?: string; start_period?: string };
  ports?: string[];
  volumes?: string[];
  tmpfs: string[];
  restart: string;
  init: boolean;
  read_only: boolean;
  cap_drop: string[];
  security_opt: string[];
  stop_grace_period: string;
  mem_limit: string;
  pids_limit: number;
  logging: { driver: string; options: Record<string, string> };
  [other: string]: unknown;
}

export const composeText = readFileSync(`${root}docker-compose.yml`, 'utf8');

export const compose = parse(composeText, { merge: true }) as {
  name: string;
  services: Record<string, ComposeService>;
  volumes: Record<string, null>;
  [other: string]: unknown;
};

export const services = Object.entries(compose.services).map(([name, service]) => ({ name, service }));

/** `.env.example`: every setting and what it shows as its default. */
export const example = Object.fromEntries(
  readFileSync(`${root}.env.example`, 'utf8')
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
    .map((line) => line.split(/=(.*)/s) as [string, string]),
);

export const dockerfile = readFileSync(`${root}Dockerfile`, 'utf8').replaceAll(/\\\n\s*/g, '');
