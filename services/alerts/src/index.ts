export { startNotifier, type NotifierParts, type RunningNotifier } from './start-notifier.js';
