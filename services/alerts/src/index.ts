export { startAlerts, type AlertsParts, type RunningAlerts } from './start-alerts.js';
export { followRoutes } from './follow-routes.js';
export { declareRoutes } from './notifier/declare-routes.js';
export { startNotifier, type NotifierParts, type RunningNotifier } from './start-notifier.js';
export { checkRoute } from './notifier/check-route.js';
export { type PrivateTargets } from './notifier/resolve-target.js';
export { type QuietHours, type Route, type RouteRules, type RouteTarget } from './notifier/route.js';
export { webhookRoutes } from './notifier/webhook-routes.js';
