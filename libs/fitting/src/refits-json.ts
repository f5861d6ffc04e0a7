import { countRefits } from './count-refits.js';
import type { CellRefit } from './refit-spectra.js';

/** Refits as one JSON text, `{circuit_id, cells, summary}`, in pieces: a cell each, as it is done. */
export async function* refitsJson(circuit_id: string, refits: AsyncIterable<CellRefit>): AsyncGenerator<string> {
  const count = countRefits();
  let before = '';
  yield `{"circuit_id":${JSON.stringify(circuit_id)},"cells":[`;
  for await (const cell of refits) {
    count.add(cell);
    yield `${before}\n${JSON.stringify(cell)}`;
    before = ',';
  }
  yield `\n],"summary":${JSON.stringify(count.summary())}}\n`;
}
