import type { AlertRule, AlertSeverity, AlertTopic } from '@cellwatch/events';

/** What people are told of a rule: on the page, in the documents, beside an alert; and what of it they may set. */
export interface Rule {
  code: AlertRule;
  /** Of its arithmetic. */
  version: number;
  /** A detector folds exactly one topic. */
  topic: AlertTopic;
  severities: readonly AlertSeverity[];
  title: string;
  /** What fires it, in words and limits. */
  description: string;
  likely_cause: string;
  /** What else looks so, and what tells it apart. */
  look_alikes: readonly string[];
  limits: readonly RuleLimit[];
}

/** A number of a rule that a lab may set, in `unit`; outside `minimum` … `maximum` the rule could not mean what it says. */
export interface RuleLimit {
  name: string;
  unit: string;
  default: number;
  minimum: number;
  maximum: number;
  description: string;
}

/** One rule as it is in force for one cell: every limit of the rule by its name. */
export interface RuleInForce {
  enabled: boolean;
  limits: Readonly<Record<string, number>>;
}

/** All rules as they are in force for one cell, and the version of the set that says so. */
export interface CellRules {
  rules_version: string;
  of: Readonly<Record<AlertRule, RuleInForce>>;
}
