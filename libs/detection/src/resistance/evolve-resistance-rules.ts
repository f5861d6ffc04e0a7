import type { CellAlert, ResistanceEstimate } from '@cellwatch/events';
import { atOnce, evolveEpisode, type EpisodeLimits } from '../evolve-episode.js';
import type { Finding } from '../finding.js';
import type { CellRules, Rule, RuleInForce } from '../rule.js';
import { tellChange } from '../tell-change.js';
import { eisShortRule, judgeEisShort } from './eis-short.js';
import { compareEstimates, estimatePlace } from './estimate-order.js';
import { judgeOhmicContact, ohmicContactLoss, twice } from './ohmic-contact-loss.js';
import { judgeRctGrowth, rctGrowthRule } from './rct-growth.js';
import type { ResistanceRulesState, SeriesMemory } from './resistance-rules-state.js';

type Verdict = [rule: Pick<Rule, 'code' | 'version' | 'topic'>, finding: Finding | null, episode: EpisodeLimits];

/** As many series as a cell's estimates can stand in. */
const mostSeries = 8;

/**
 * All rules over spectra: folds results of `cell.resistances` in order of their spectra. Comparable ones that stand in a series
 * count, and only of the cell as a whole: a specimen may be of another piece. An alert is keyed by the spectrum, record 0.
 * `disordered`: an estimate that was judged has been corrected, or one comes before it; the state is as it was and the cell must
 * be folded again from the current estimates in order. Estimates under other facts are passed over.
 */
export function evolveResistanceRules(
  state: ResistanceRulesState,
  estimates: readonly ResistanceEstimate[],
  rules: CellRules,
): { state: ResistanceRulesState; alerts: CellAlert[]; disordered: boolean } {
  const alerts: CellAlert[] = [];
  let evolved = state;
  for (const estimate of estimates) {
    if (estimate.facts_version !== state.facts.facts_version) continue;
    const place = estimatePlace(estimate);
    if (evolved.last !== null && compareEstimates(place, evolved.last) <= 0)
      return { state, alerts: [], disordered: true };
    if (estimate.retracted) continue;
    evolved = { ...evolved, last: place };
    const { comparable, series_key, specimen } = estimate;
    if (comparable && series_key !== null && specimen === null)
      evolved = takeEstimate(evolved, estimate, rules, alerts);
  }
  return { state: evolved, alerts, disordered: false };
}

function takeEstimate(
  state: ResistanceRulesState,
  estimate: ResistanceEstimate,
  rules: CellRules,
  alerts: CellAlert[],
): ResistanceRulesState {
  const series_key = estimate.series_key!;
  const known = state.series.findIndex((one) => one.series_key === series_key);
  const before = known >= 0 ? state.series[known] : { series_key, episodes: {} };
  const { memory, verdicts } = judgeInSeries(before, estimate, rules);
  const episodes = { ...memory.episodes };
  for (const [rule, finding, limits] of verdicts) {
    // A set of rules that lacks one does not switch it off.
    const inForce = rules.of[rule.code] as RuleInForce | undefined;
    if (finding === null || inForce?.enabled === false) continue;
    const { episode, change } = evolveEpisode(
      episodes[rule.code] ?? null,
      {
        ...finding,
        test_id: estimate.spectrum_id,
        record_index: 0,
        unix_second: estimate.measured_at_unix_second,
        derived_cycle_count: estimate.derived_cycle_count,
        evidence: { ...finding.evidence, regime: series_key, first_record_index: 0, last_record_index: 0 },
      },
      limits,
    );
    if (episode) episodes[rule.code] = episode;
    else delete episodes[rule.code];
    if (change) alerts.push(tellChange(state.facts, rule, rules.rules_version, change));
  }
  const after = { ...memory, episodes };
  const series = known >= 0 ? state.series.with(known, after) : [...state.series, after].slice(-mostSeries);
  return { ...state, series };
}

function judgeInSeries(
  memory: SeriesMemory,
  estimate: ResistanceEstimate,
  { of }: CellRules,
): { memory: SeriesMemory; verdicts: Verdict[] } {
  const short = judgeEisShort(memory.eis_short, estimate, of.EIS_SHORT);
  const growth = judgeRctGrowth(memory.rct_growth, estimate, of.RCT_GROWTH);
  const contact = judgeOhmicContact(memory.contact, estimate, of.CONTACT_LOSS);
  return {
    memory: { ...memory, eis_short: short.memory, rct_growth: growth.memory, contact: contact.memory },
    verdicts: [
      [eisShortRule, short.finding, atOnce],
      [rctGrowthRule, growth.finding, atOnce],
      [ohmicContactLoss, contact.finding, twice],
    ],
  };
}
