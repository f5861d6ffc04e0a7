const day = 86_400;

/** Labels of a time axis in the browser's zone and language: the clock within a day, the date where one begins. */
export function timeTicks(ticks: number[], step_second: number): string[] {
  const clock = new Intl.DateTimeFormat(undefined, {
    hour: 'numeric',
    minute: '2-digit',
    ...(step_second < 60 ? { second: '2-digit' } : {}),
  });
  const date = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
  const dated = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
  let before = '';
  return ticks.map((tick, index) => {
    const name = (index === 0 ? dated : date).format(tick * 1000);
    const today = dated.format(tick * 1000);
    const label = today === before ? '' : name;
    before = today;
    if (step_second >= day) return label;
    return label === '' ? clock.format(tick * 1000) : `${clock.format(tick * 1000)}\n${label}`;
  });
}
