import { judge } from './judge.js';
import type { Laboratory } from './laboratory.js';
import { notComputable } from './not-computable.js';
import type { Truth, TruthGroup } from './truth.js';

const head = `# What the paper prints, and what Cellwatch computes

Written by \`npm run truth\`; a test fails when this page is not what the sources compute.

Numbers of Y.-H. Lee, J.-H. Han, D.-G. Kim, J.-W. Yoo, Y.-C. Ha, J.-H. Kim, C.-M. Park, "Multifunctional Conductive and Elastic
Matrices-Engineered Si Nanocomposite Anodes for Liquid and Solid-State Lithium Batteries", Nano-Micro Lett. 2026, 18:411,
[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). Its supplement was not used.

- **paper**: printed there. **computed**: follows from what is printed there, or is a simulation.
- Cells are made to the printed capacities, written as a cycler's files, imported, and read from the database. What this shows
  is that the conventions are the paper's: base, pairing, mass, formation. That its cells are good is for the paper to show.
- *agrees*: the computed value rounds to the printed digit, or is within the stated distance, and every wrong convention gives
  the other number that is named beside it.
- Si/a-Sn/CoSi2 is the composite, +G that with graphite, +G/C that with graphite and carbon. LIB: liquid electrolyte. ASSLB: solid
  electrolyte. Half-cells discharge first (lithiation), and their CE is charge over discharge; full cells charge first.
`;

/** The page, and how many of its rows do not agree. */
export function truthDocument(groups: readonly TruthGroup[], laboratory: Laboratory): { text: string; differ: number } {
  let differ = 0;
  let rows = 0;
  const line = (truth: Truth) => {
    const { computed, agrees, wrong } = judge(truth, laboratory);
    const verdict = agrees && wrong.every(({ told_apart }) => told_apart);
    rows++;
    if (!verdict) differ++;
    const others = wrong.map(({ convention, gives, found }) =>
      found === gives ? `${convention}: ${gives}` : `${convention}: ${found} instead of ${gives}`,
    );
    const agreed = truth.within === undefined ? 'agrees' : `agrees within ${truth.within}`;
    const columns = [truth.quantity, truth.source, truth.convention, truth.printed, computed, others.join('; ')];
    return `| ${[...columns, verdict ? agreed : '**DIFFERS**'].join(' | ')} |`;
  };
  const tables = groups.map(({ title, text, truths }) =>
    [
      `## ${title}`,
      '',
      text,
      '',
      '| Quantity | Source | Convention | Printed | Computed | Wrong conventions and what they give | Verdict |',
      '|---|---|---|---|---|---|---|',
      ...truths.map(line),
      '',
    ].join('\n'),
  );
  const absent = [
    '## Not computable',
    '',
    '| Quantity | Why |',
    '|---|---|',
    ...notComputable.map(({ quantity, why }) => `| ${quantity} | not computable: ${why} |`),
    '',
  ].join('\n');
  const sum = `${rows} numbers, ${rows - differ} agree, ${differ} differ.\n`;
  return { text: [head, sum, ...tables, absent].join('\n'), differ };
}
