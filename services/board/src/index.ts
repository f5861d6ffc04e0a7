export { startBoard, type BoardOptions, type RunningBoard } from './start-board.js';
