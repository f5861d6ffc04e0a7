import type { Life } from './life-of.js';

/**
 * The latest cycle at which cells can be compared: that which every cell that still runs has completed. Where none runs any
 * more, that which every cell came to; null without cells.
 *
 * @quantity Latest common cycle
 * @symbol none
 * @unit cycle
 * @formula min over the cells that still run of their last complete cycle
 * @convention the dead and the withdrawn do not hold the others back: what became of them is told by survival
 * @source design of this project
 */
export function latestCommonCycle(lives: readonly (Life & { running: boolean })[]): number | null {
  const running = lives.filter((life) => life.running);
  const compared = running.length > 0 ? running : lives;
  return compared.length > 0 ? Math.min(...compared.map(({ cycle }) => cycle)) : null;
}
