import type { PrivateTargets } from './resolve-target.js';

/** Of the setting WEBHOOK_ALLOW_PRIVATE: `true`, `false`, or the hosts that are allowed although they are private. */
export function privateTargetsOf(setting: string): PrivateTargets {
  if (setting === 'true') return true;
  return setting.split(/[\s,]+/).filter((host) => host !== '' && host !== 'false');
}
