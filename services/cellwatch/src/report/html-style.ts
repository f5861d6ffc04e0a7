/** The page's own style: one column of a paper on a screen, and on A4. */
export const style = `
:root { color-scheme: light dark; --ground: #fff; --ink: #16191b; --quiet: #5b656b; --line: #d9dee1; --soft: #eef1f2; --accent: #1f5f80;
  --g0: #0b62a4; --g1: #c2570c; --g2: #1a7f5a; --g3: #8a3ffc; --g4: #b3261e; --g5: #6b6400; --g6: #00767c; --g7: #a3316f; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ground: #14181a; --ink: #e6eaec; --quiet: #9aa6ac; --line: #333c41; --soft: #1d2326; --accent: #85bdd8;
    --g0: #6db1e8; --g1: #f0a05e; --g2: #62c79c; --g3: #bb9bff; --g4: #f2877d; --g5: #cfc65a; --g6: #5cc5ca; --g7: #e58bbd; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif;
  font-variant-numeric: tabular-nums; }
main { max-width: 1080px; margin: 0 auto; padding: 36px 28px 64px; }
h1 { font-size: 27px; line-height: 1.2; letter-spacing: -0.015em; margin: 0 0 12px; }
h2 { font-size: 18px; margin: 40px 0 6px; letter-spacing: -0.01em; }
p { margin: 0 0 6px; max-width: 82ch; }
ul { margin: 4px 0; padding-left: 20px; }
a { color: var(--accent); }
.quiet { color: var(--quiet); }
.caption { font-size: 13px; margin-bottom: 8px; }
figure { margin: 30px 0 0; break-inside: avoid; }
figcaption { font-size: 13px; margin-top: 6px; max-width: 92ch; color: var(--quiet); }
figcaption b, .caption b { color: var(--ink); }
.legend { display: flex; flex-wrap: wrap; gap: 2px 22px; margin: 0 0 4px; font-size: 13px; max-width: none; }
.legend .key { display: inline-block; width: 20px; height: 3px; margin-right: 7px; vertical-align: middle; background: var(--c); }
svg { display: block; width: 100%; height: auto; overflow: visible; font: 12px/1 system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif; }
svg text { fill: var(--ink); font-variant-numeric: tabular-nums; }
svg .quiet { fill: var(--quiet); font-size: 11px; }
svg .title { font-size: 12.5px; }
.grid { stroke: var(--soft); }
.axis { stroke: var(--ink); stroke-width: 1; }
.limit { stroke: var(--quiet); stroke-dasharray: 2 4; }
.mean, .all, .cell { fill: none; stroke: var(--c); stroke-linejoin: round; }
.mean { stroke-width: 2; }
.all { stroke-width: 1.6; stroke-dasharray: 6 4; }
.cell { stroke-width: 0.8; opacity: 0.45; }
.band { fill: var(--c); opacity: 0.15; }
.bar, rect.key { fill: var(--c); }
.whisker { fill: none; stroke: var(--ink); stroke-width: 1.1; }
.g0 { --c: var(--g0); } .g1 { --c: var(--g1); } .g2 { --c: var(--g2); } .g3 { --c: var(--g3); }
.g4 { --c: var(--g4); } .g5 { --c: var(--g5); } .g6 { --c: var(--g6); } .g7 { --c: var(--g7); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; border-top: 1.5px solid var(--ink); border-bottom: 1.5px solid var(--ink); }
th, td { padding: 5px 10px; text-align: right; vertical-align: top; border-bottom: 1px solid var(--soft); font-weight: 400; }
thead th { border-bottom: 1px solid var(--ink); font-weight: 600; vertical-align: bottom; }
th:first-child, td:first-child, .word, thead th:first-child { text-align: left; }
tbody th { font-weight: 500; }
td.word { color: var(--quiet); white-space: nowrap; }
.wide td.word { white-space: normal; min-width: 76px; }
td small { display: block; color: var(--quiet); font-size: 11.5px; line-height: 1.35; }
sup { line-height: 0; font-size: 10.5px; }
.mark { text-decoration: none; padding-left: 1px; }
details { margin-top: 8px; }
summary { cursor: pointer; color: var(--accent); font-size: 13px; padding: 2px 0; }
.definitions { font-size: 13px; padding-left: 26px; }
.definitions li { margin: 5px 0; max-width: 100ch; }
.definitions li:target { background: var(--soft); }
@page { size: A4; margin: 14mm; }
@media print {
  body { font-size: 10.5px; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 20px; } h2 { font-size: 14px; margin-top: 22px; break-after: avoid; }
  table { font-size: 9px; } td small { font-size: 7.5px; } sup { font-size: 6.5px; }
  .definitions, figcaption, .caption, .legend, summary { font-size: 9px; }
  th, td { padding: 3px 5px; } tr { break-inside: avoid; } thead { display: table-header-group; }
  .scroll { overflow: visible; } a { color: inherit; text-decoration: none; }
}
`;
