const base = '/tmp/wt/evaluate/node_modules/.cache/cellwatch/tests/evaluate/';
const { evaluatedFleet } = await import(base + 'fleet/fleet.js');
const { watchCell } = await import(base + 'watch-cell.js');
const { cyclesUntilFound, isBeforeFault } = await import(base + 'report/found.js');
const n = {};
for (const cell of evaluatedFleet()) {
  if (!(cell.c_rate === 3 && cell.seed % 2 === 0 && (cell.sampling_second === 10 || cell.sampling_second === 60)))
    continue;
  const outcome = watchCell(cell);
  const w = { cell, outcome };
  const k = [cell.group, cell.row, cell.sampling_second].join(' ');
  n[k] ??= [0, 0, 0, ''];
  n[k][0]++;
  const c = cell.fault ? cyclesUntilFound(w) : null;
  if (c !== null && c <= 0) n[k][1]++;
  if (c !== null && c <= 2) n[k][2]++;
  for (const a of outcome.alerts)
    if (isBeforeFault(w, a) && a.severity !== 'notice')
      n[k][3] += ` ${a.rule}/${a.severity}@${a.derived_cycle_count}s${cell.seed}`;
}
for (const [k, v] of Object.entries(n)) console.log(k, v.join(' / '));
