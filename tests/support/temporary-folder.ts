import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that everybody may enter: as root, the embedded server runs as a user of its own. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cellwatch-'));
  chmodSync(folder, 0o755);
  return folder;
}
