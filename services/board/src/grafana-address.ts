/** Grafana's address as the page links to it, without a slash at its end; null where nobody gave one. Throws where it is none. */
export function grafanaAddress(given: string | undefined): string | null {
  if (!given) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search !== '' || url.hash !== '')
    throw new Error(`GRAFANA_URL is "${given}", expected an address such as https://grafana.lab:3000`);
  return url.href.replace(/\/+$/, '');
}
