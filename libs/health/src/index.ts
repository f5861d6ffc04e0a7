export { openLog } from './open-log.js';
export { runService, type RunnableService } from './run-service.js';
export { serveHealth, type HealthOptions, type HealthServer, type Readiness } from './serve-health.js';
export { serviceMetrics, type ServiceMetrics } from './service-metrics.js';
export { optional, required, settings, whole, type Setting } from './settings.js';
export { untilSignal } from './until-signal.js';
