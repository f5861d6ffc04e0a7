import type { AlertEvidence, AlertSeverity, AlertStatus } from '@cellwatch/events';

/** What a detector says of one unit: a record, a half-cycle, a cycle, a rest or a spectrum. */
export interface Judgement {
  /** How far the unit is from its baseline, over how far it may be: from 1 on it fires, below 0.7 it counts as quiet. */
  excess: number;
  /** Of this unit, where it fires. */
  severity: AlertSeverity;
  test_id: string;
  record_index: number;
  unix_second: number | null;
  derived_cycle_count: number | null;
  message: string;
  evidence: AlertEvidence;
}

/** An episode that has not ended. Plain JSON. */
export interface Episode {
  status: 'pending' | 'firing';
  severity: AlertSeverity;
  test_id: string;
  record_index: number;
  raised_at_unix_second: number | null;
  derived_cycle_count: number | null;
  message: string;
  evidence: AlertEvidence;
  /** Of the last units, oldest first: which of them fired. */
  fired: boolean[];
  /** Quiet units in a row. */
  quiet: number;
}

export interface EpisodeLimits {
  /** It fires when `needed` of the last `of` units fire; 1 of 1 fires at once. */
  needed: number;
  of: number;
  /** Quiet units in a row that end it. */
  clear_after: number;
  /** Below this share of the limit a unit is quiet. */
  clear_below: number;
}

export const atOnce: EpisodeLimits = { needed: 1, of: 1, clear_after: 3, clear_below: 0.7 };

/** What became of an episode with one unit: worth telling. */
export interface EpisodeChange extends Omit<Episode, 'status' | 'fired' | 'quiet'> {
  status: AlertStatus;
  changed_at_unix_second: number | null;
  changed_cycle_count: number | null;
}

const order: readonly AlertSeverity[] = ['notice', 'warning', 'critical'];

/**
 * Takes one judged unit into a rule's episode: ok → pending → firing → cleared, with hysteresis. `change` is null where nothing
 * that people are told of has changed: an episode is told when it is first seen, when it fires, when it gets worse and when it
 * ends. A unit that cannot be judged (muted, untrusted) is not given to it: it neither proves nor clears.
 *
 * A pending episode lapses when `of` units have passed without `needed` firing. Its key is that of the first unit that fired.
 */
export function evolveEpisode(
  episode: Episode | null,
  judgement: Judgement,
  limits: EpisodeLimits = atOnce,
): { episode: Episode | null; change: EpisodeChange | null } {
  const fires = judgement.excess >= 1;
  if (episode === null) {
    if (!fires) return { episode: null, change: null };
    const { severity, test_id, record_index, unix_second, derived_cycle_count, message, evidence } = judgement;
    const begun: Episode = {
      status: limits.needed <= 1 ? 'firing' : 'pending',
      severity,
      test_id,
      record_index,
      raised_at_unix_second: unix_second,
      derived_cycle_count,
      message,
      evidence,
      fired: [true],
      quiet: 0,
    };
    return { episode: begun, change: told(begun, judgement, begun.status) };
  }
  const fired = [...episode.fired, fires].slice(-limits.of);
  const quiet = judgement.excess < limits.clear_below ? episode.quiet + 1 : 0;
  const worse = fires && order.indexOf(judgement.severity) > order.indexOf(episode.severity);
  const { severity, message, evidence } = worse ? judgement : episode;
  const next: Episode = { ...episode, severity, message, evidence, fired, quiet };
  if (episode.status === 'pending') {
    const count = fired.filter(Boolean).length;
    if (count >= limits.needed) {
      const firing: Episode = {
        ...next,
        status: 'firing',
        ...(fires && { message: judgement.message, evidence: judgement.evidence }),
      };
      return { episode: firing, change: told(firing, judgement, 'firing') };
    }
    if (fired.length >= limits.of) return { episode: null, change: told(next, judgement, 'lapsed') };
    return { episode: next, change: null };
  }
  if (quiet >= limits.clear_after) return { episode: null, change: told(next, judgement, 'cleared') };
  return { episode: next, change: worse ? told(next, judgement, 'firing') : null };
}

function told(
  { fired: _fired, quiet: _quiet, ...episode }: Episode,
  { unix_second, derived_cycle_count }: Judgement,
  status: AlertStatus,
): EpisodeChange {
  return { ...episode, status, changed_at_unix_second: unix_second, changed_cycle_count: derived_cycle_count };
}
