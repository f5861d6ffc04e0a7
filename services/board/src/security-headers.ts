/** Nothing from elsewhere, nothing inline. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** The docs page’s own style sheet is inline. */
const docsPolicy = policy.map((rule) => (rule.startsWith('style-src') ? `${rule} 'unsafe-inline'` : rule));

export function securityHeaders(path: string): Record<string, string> {
  return {
    'content-security-policy': (path.startsWith('/api/docs') ? docsPolicy : policy).join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
