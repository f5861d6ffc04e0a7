// Writes Grafana's provisioning folder: dist/provisioning/{datasources,dashboards}, mounted or baked at /etc/grafana/provisioning.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cellBoard } from './cell-board.js';
import { fleetBoard } from './fleet-board.js';

const committed = new URL('../provisioning/', import.meta.url);
const emitted = new URL('../dist/provisioning/', import.meta.url);
const boards = { fleet: fleetBoard(), cell: cellBoard() };

rmSync(emitted, { recursive: true, force: true });
cpSync(committed, emitted, { recursive: true });
mkdirSync(new URL('dashboards/boards/', emitted));
for (const [name, board] of Object.entries(boards))
  writeFileSync(new URL(`dashboards/boards/${name}.json`, emitted), `${JSON.stringify(board, null, 2)}\n`);
