export { startAlerts, type AlertsParts, type RunningAlerts } from './start-alerts.js';
export { startNotifier, type NotifierParts, type RunningNotifier } from './start-notifier.js';
