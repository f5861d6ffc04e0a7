import { encodeResult, topics, type CellSpectrum } from '@cellwatch/events';
import type { Stream } from '@cellwatch/stream';

const inPublish = 64;

export async function publishSpectra(stream: Stream, spectra: readonly CellSpectrum[]): Promise<void> {
  for (let at = 0; at < spectra.length; at += inPublish)
    await stream.publish(
      spectra
        .slice(at, at + inPublish)
        .map((spectrum) => ({ topic: topics.spectra, key: spectrum.cell_id, value: encodeResult(spectrum) })),
    );
}
