import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openCyclerReader } from '@cellwatch/cyclers';

const rounds = 20;
const chunkBytes = 256 * 1024;

/** Maccor text to canonical columns against pandas' C engine on the same file, and how memory grows with the file. */
export async function parseBench(): Promise<{ name: string; ratio: number; baseline: string; detail: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cellwatch-parse-'));
  const path = join(folder, 'maccor.txt');
  try {
    const shared = join(process.cwd(), '../shared/data/maccor/xTESLADIAG_000019_CH70.070.gz');
    const real = existsSync(shared);
    const text = real ? gunzipSync(readFileSync(shared)) : syntheticText();
    writeFileSync(path, text);
    const what = `${real ? 'xTESLADIAG_000019_CH70' : 'synthetic Maccor text'}, ${(text.length / 1e6).toFixed(1)} MB`;
    const before = parseSeconds(path);
    const pandas = pandasSeconds(path);
    const ours = Math.min(before, parseSeconds(path));
    const speed = `${what}: ${(text.length / 1e6 / ours).toFixed(0)} MB/s from the file, dates and units included`;
    const [once, ten] = [peakMegabytes(path, 1), peakMegabytes(path, 10)];
    return [
      pandas === null
        ? {
            name: 'Maccor parse',
            ratio: splitSeconds(path) / ours,
            baseline: 'split and Number in JavaScript (pandas is absent)',
            detail: speed,
          }
        : { name: 'Maccor parse', ratio: pandas / ours, baseline: 'pandas read_csv, C engine', detail: speed },
      {
        name: 'Maccor parse, peak memory of ten times the rows',
        ratio: ten / once,
        baseline: 'peak memory of the file once',
        detail: `${ten.toFixed(0)} MB of ${once.toFixed(0)} MB, Node itself included`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function parseSeconds(path: string): number {
  const chunk = new Uint8Array(chunkBytes);
  return best(() => {
    const reader = openCyclerReader({ file_name: 'maccor.txt', time_zone: 'America/Los_Angeles' });
    const file = openSync(path, 'r');
    let records = 0;
    const count = (readings: ReturnType<typeof reader.write>) => {
      for (const reading of readings) if (reading.kind === 'batch') records += reading.batch.length;
    };
    for (let read; (read = readSync(file, chunk)) > 0;) count(reader.write(chunk.subarray(0, read)));
    count(reader.end());
    closeSync(file);
    if (records < 10_000) throw new Error(`parse bench: got ${records} records, expected at least 10000`);
  });
}

function splitSeconds(path: string): number {
  return best(() => {
    const rows = readFileSync(path, 'latin1').split('\n').slice(2);
    for (const row of rows) row.split('\t').map(Number);
  });
}

function best(run: () => void): number {
  let seconds = Infinity;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    run();
    seconds = Math.min(seconds, (performance.now() - began) / 1000);
  }
  return seconds;
}

function pandasSeconds(path: string): number | null {
  const program = `
import sys, time, pandas
best = 1e9
for _ in range(${rounds}):
    began = time.perf_counter()
    rows = len(pandas.read_csv(sys.argv[1], sep='\\t', skiprows=1, engine='c'))
    best = min(best, time.perf_counter() - began)
assert rows >= 10000, rows
print(best)`;
  const { status, stdout } = spawnSync('python3', ['-c', program, path], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}

/** In a process of its own: the rows again and again under one header, as one long file. */
function peakMegabytes(path: string, times: number): number {
  const program = `
import { readFileSync } from 'node:fs';
import { openCyclerReader } from '@cellwatch/cyclers';
const bytes = readFileSync(process.argv[1]);
let from = 0;
for (let line = 0; line < 2; line++) from = bytes.indexOf(10, from) + 1;
const reader = openCyclerReader({ file_name: 'maccor.txt', time_zone: 'UTC' });
reader.write(bytes.subarray(0, from));
let records = 0;
for (let k = 0; k < ${times}; k++)
  for (let at = from; at < bytes.length; at += ${chunkBytes})
    for (const { kind, batch } of reader.write(bytes.subarray(at, at + ${chunkBytes}))) if (kind === 'batch') records += batch.length;
reader.end();
if (records < ${times} * 10000) throw new Error('got ' + records + ' records');
console.log(process.resourceUsage().maxRSS / 1024);`;
  const args = ['--input-type=module', '-e', program, path];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`parse bench: ${stderr}`);
  return Number(stdout);
}

/** Where no vendor file is at hand: 20 MB of the same shape. */
function syntheticText(): Buffer {
  const tail = ['0.00000', '0.00000', 'N/A', 'N/A', 'N/A', 'N/A', '1', ...Array<string>(15).fill('0.00000')].join('\t');
  const columns =
    'Rec#\tCyc#\tStep\tTest (Sec)\tStep (Sec)\tAmp-hr\tWatt-hr\tAmps\tVolts\tState\tES\tDPt Time\tACImp/Ohms\tDCIR/Ohms\tWF Chg Cap\tWF Dis Cap\tWF Chg E\tWF Dis E\tRange\t' +
    Array.from({ length: 15 }, (_, i) => `VAR${i + 1}`).join('\t');
  const lines = [
    "Today's Date 07/17/2019  Date of Test:\t07/11/2019\t Filename:\tC:\\SYNTHETIC.070 Procedure: S.000\tComment/Barcode: ",
    columns,
  ];
  for (let i = 1; i <= 80_000; i++) {
    const second = i * 8;
    const step = second % 4000;
    const clock = new Date(Date.UTC(2019, 6, 11) + second * 1000).toISOString();
    const date = `${clock.slice(5, 7)}/${clock.slice(8, 10)}/${clock.slice(0, 4)} ${clock.slice(11, 19)}`;
    const volts = (3 + (step / 4000) * 1.2).toFixed(8);
    const counter = ((step * 9.4) / 3600).toFixed(10);
    lines.push(
      `${i}\t1\t2\t${second}.0000\t${step}.0000\t${counter}\t${counter}\t-9.4000915541\t${volts}\tD\t5\t${date}\t${tail}`,
    );
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}
