import type { AlertRule } from '@cellwatch/events';

/** What a lab sets of one rule. What is absent is as in the scope around it, and last as it comes with the program. */
export interface RuleSettings {
  enabled?: boolean;
  /** By the names of the rule's limits, in their units. */
  limits?: Record<string, number>;
}

export type SettingsOfRules = Partial<Record<AlertRule, RuleSettings>>;

/** Whom settings are for: cells that all of its patterns fit; `*` stands for any text. */
export interface RuleScope {
  cell?: string;
  campaign?: string;
  rules: SettingsOfRules;
}

/** While `source` fires critically in a cell, `target` of the same cell pages nobody. */
export interface Inhibition {
  source: AlertRule;
  target: AlertRule;
}

/** A lab's rules. */
export interface RuleSet {
  /** First 16 hex digits of the SHA-256 of what is set; `0` where nothing is. */
  rules_version: string;
  rules: SettingsOfRules;
  /** Later ones go over earlier ones. */
  scopes: RuleScope[];
  inhibitions: Inhibition[];
  /** Where alerts are sent, as the notifier reads it. */
  routes: Record<string, unknown>[];
}

export const noRuleSet: RuleSet = { rules_version: '0', rules: {}, scopes: [], inhibitions: [], routes: [] };
