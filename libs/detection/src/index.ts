/**
 * Failure rules, each a pure fold of exactly one topic: one file a detector, with its signature, threshold, source and
 * look-alikes. What joins topics is not a detector.
 */
export { ceDropVersion, evolveCeDrop, initialCeDropState, type CeDropState } from './ce-drop.js';
export { evolveOvercharge, initialOverchargeState, overchargeVersion, type OverchargeState } from './overcharge.js';
export { rules, type Rule } from './rules.js';
