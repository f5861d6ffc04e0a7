import type { TruthCell } from '../truth-cell.js';
import { fullCells } from './full-cells.js';
import { halfCells } from './half-cells.js';
import { peakCells } from './peak-cells.js';
import { stepCell } from './step-cell.js';

export const cells: TruthCell[] = [...halfCells, ...fullCells, ...peakCells, stepCell];
