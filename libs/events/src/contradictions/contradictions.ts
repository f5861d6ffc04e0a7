import type { DeclarationIssue } from '../declaration-error.js';
import { capacityRatio } from './capacity-ratio.js';
import { cycleLists } from './cycle-lists.js';
import type { Rule } from './declared.js';
import { electrodeMass } from './electrode-mass.js';
import { nominalCapacity } from './nominal-capacity.js';
import { reference } from './reference.js';
import { role } from './role.js';
import { voltageWindow } from './voltage-window.js';

const rules: Rule[] = [electrodeMass, voltageWindow, role, reference, capacityRatio, nominalCapacity, cycleLists];

/** Facts that cannot all be true, each with its values and what was expected of them. */
export const contradictions = (facts: Parameters<Rule>[0]): DeclarationIssue[] =>
  rules
    .flatMap((rule) => rule(facts))
    .map(({ fields, message }) => ({ paths: fields.map((field) => [field].flat()), message }));
