import { writeFileSync } from 'node:fs';
import { evaluatedFleet } from './fleet/fleet.js';
import { evaluationDocument } from './report/document.js';
import { fixedSection } from './report/fixed-fleet.js';
import { watchFleet } from './watch-fleet.js';

/** Watches the whole fleet and writes the page. */
export async function evaluate(page: string): Promise<string> {
  const fleet = evaluatedFleet();
  const outcomes = await watchFleet([...fleet.keys()]);
  const watched = fleet.map((cell, place) => ({ cell, outcome: outcomes[place] }));
  const text = [evaluationDocument(watched), fixedSection(watched)].join('\n');
  writeFileSync(page, text);
  return text;
}
