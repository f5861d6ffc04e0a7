import type { CellFacts } from '../cell-facts.js';

export type Declared = Omit<CellFacts, 'facts_version'>;

/** What speaks against some facts; empty where nothing does, or too little is declared to tell. */
export type Rule = (facts: Declared) => { fields: (keyof Declared | [keyof Declared, number])[]; message: string }[];

/** As a person would write it: six digits are beyond what any of this is measured to. */
export function shown(value: number): number {
  return Number(value.toPrecision(6));
}
