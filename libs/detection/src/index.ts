export { ceDropVersion, evolveCeDrop, initialCeDropState, type CeDropState } from './ce-drop.js';
