/**
 * Failure rules, each a pure fold of exactly one topic: one file a detector, with its signature, threshold, source and
 * look-alikes. What joins topics is not a detector.
 */
export { initialCycleRulesState, type CycleRulesState } from './cycle/cycle-rules-state.js';
export { evolveCycleRules } from './cycle/evolve-cycle-rules.js';
export { evolveRecordRules, initialRecordRulesState, type RecordRulesState } from './records/evolve-record-rules.js';
export { recordRules } from './records/record-detectors.js';
export { evolveFusion, initialFusionState, type FusionState } from './fusion/evolve-fusion.js';
export { isFused } from './fusion/short-signs.js';
export { inOrderOfSpectra } from './resistance/estimate-order.js';
export { evolveResistanceRules } from './resistance/evolve-resistance-rules.js';
export { initialResistanceRulesState, type ResistanceRulesState } from './resistance/resistance-rules-state.js';
export { evolveEpisode, type Episode, type EpisodeChange, type Judgement } from './evolve-episode.js';
export { defaultRules } from './default-rules.js';
export { backtestCell, type CellHistory } from './backtest/backtest-cell.js';
export { compareBacktests, type BacktestChange } from './backtest/compare-backtests.js';
export { isPaging } from './backtest/is-paging.js';
export { isWithin } from './backtest/is-within.js';
export {
  openBacktest,
  type Backtest,
  type BacktestAlert,
  type CellBacktest,
  type ToldStep,
} from './backtest/open-backtest.js';
export { byHand, isUndecided, readLabels, type LabelsRead, type ReadLabel } from './backtest/read-labels.js';
export { faultOf, faults, type Fault } from './backtest/fault-of.js';
export type { Label, Tolerance } from './backtest/label.js';
export { scoreAlerts, type FaultScore, type Quantiles, type Score } from './backtest/score-alerts.js';
export { cellRules } from './rule-set/cell-rules.js';
export { declareRuleSet } from './rule-set/declare-rule-set.js';
export { noRuleSet, type Inhibition, type RuleScope, type RuleSet, type RuleSettings } from './rule-set/rule-set.js';
export { rules } from './rules.js';
export type { CellRules, Rule, RuleInForce, RuleLimit } from './rule.js';
export { blindZone, type BlindZone } from './blind-zone/blind-zone.js';
export { surveyCharge, type ChargeSurvey } from './blind-zone/survey-charge.js';
export { evolveSilence } from './silence/evolve-silence.js';
export { initialSilenceState, type SilenceState } from './silence/silence-state.js';
export { tickSilence } from './silence/tick-silence.js';
export { tellChange } from './tell-change.js';
