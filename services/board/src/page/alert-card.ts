import { alertForm, deedNames, type Deed } from './alert-form.js';
import { limitsText, nameOf, shown, signsOf, standing, when } from './alert-text.js';
import type { AlertGroup } from './arrange-alerts.js';
import { cellLink, grafanaLink, spanOf } from './cell-link.js';
import { element } from './element.js';
import { evidenceChart } from './evidence-chart.js';
import type { RuleWords, StandingAlert } from './shapes.js';

const mostEarlier = 100;

/** What the cards of a screen share. */
export interface AlertSurroundings {
  withCell: boolean;
  words: ReadonlyMap<string, RuleWords>;
  grafana_url: string | null;
  labelOf(cell_id: string): string | null;
  campaignOf(cell_id: string): string | null;
  /** Something was done: what follows from it is in the tables soon. */
  done(): void;
}

export interface AlertCard {
  node: HTMLLIElement;
  /** Draws anew what changed; what a person has opened or begun to type stays. */
  set(group: AlertGroup): void;
}

/** One rule in one cell: its newest alert with all that tells what to make of it, what can be done, and the earlier ones folded. */
export function alertCard(around: AlertSurroundings): AlertCard {
  const told = element('div', { class: 'told' });
  const buttons = element('div', { class: 'buttons' });
  const deedBox = element('div', {});
  const why = element('details', { class: 'under why' });
  const earlierBox = element('details', { class: 'under earlier' });
  const node = element('li', { class: 'alert' }, told, buttons, deedBox, why, earlierBox);
  let group: AlertGroup;
  let drawn = '';

  function open(deed: Deed): void {
    const button = buttons.querySelector<HTMLElement>(`[data-deed="${deed}"]`);
    const close = () => {
      deedBox.replaceChildren();
      button?.setAttribute('aria-expanded', 'false');
      if (button?.isConnected) button.focus();
    };
    if (button?.getAttribute('aria-expanded') === 'true') return close();
    buttons.querySelectorAll('button').forEach((each) => each.setAttribute('aria-expanded', String(each === button)));
    const form = alertForm(deed, {
      alerts: () => group.filter(({ state }) => can(deed, state) && state === group[0].state),
      campaign: around.campaignOf(group[0].cell_id),
      done: around.done,
      cancel: close,
    });
    deedBox.replaceChildren(form);
  }

  function drawButtons(): void {
    const deeds = (Object.keys(deedNames) as Deed[]).filter((deed) => can(deed, group[0].state));
    const now = `${deeds.join()} ${group[0].silence_id ?? ''}`;
    if (buttons.dataset.deeds === now) return;
    // What it was about has been done, or is over.
    deedBox.replaceChildren();
    buttons.dataset.deeds = now;
    buttons.replaceChildren(
      ...deeds.map((deed) => {
        const name = deed === 'silence' ? `${deedNames[deed]} …` : deedNames[deed];
        const button = element('button', { type: 'button', 'data-deed': deed, 'aria-expanded': 'false' }, name);
        button.addEventListener('click', () => open(deed));
        return button;
      }),
    );
  }

  return {
    node,
    set(next) {
      const now = JSON.stringify(next);
      if (now === drawn) return;
      drawn = now;
      group = next;
      const [alert, ...earlier] = next;
      node.dataset.severity = alert.severity;
      node.dataset.state = alert.state;
      // The words of a silence that was lifted must go; a form stays.
      told.replaceChildren(...toldOf(alert, around));
      drawButtons();
      why.replaceChildren(...whyOf(alert, around.words.get(alert.rule)));
      earlierBox.hidden = earlier.length === 0;
      earlierBox.replaceChildren(...(earlier.length === 0 ? [] : earlierOf(earlier)));
    },
  };
}

function can(deed: Deed, state: StandingAlert['state']): boolean {
  if (deed === 'acknowledge') return state === 'firing';
  if (deed === 'resolve') return state === 'firing' || state === 'acknowledged';
  return state === 'firing' || state === 'acknowledged' || state === 'pending';
}

function toldOf(alert: StandingAlert, around: AlertSurroundings): HTMLElement[] {
  const { rule, severity, state, message, evidence, cell_id } = alert;
  const words = around.words.get(rule);
  const chart = evidenceChart(evidence);
  const signs = signsOf(alert, around.words);
  const where = around.withCell
    ? [element('a', { href: cellLink(cell_id) }, around.labelOf(cell_id) ?? cell_id), ' · ']
    : [];
  return [
    element(
      'div',
      { class: 'alert-head' },
      element('strong', {}, words?.title ?? rule),
      element('span', { class: 'badge', 'data-severity': severity }, state === 'pending' ? 'pending' : severity),
    ),
    element('p', { class: 'under' }, ...where, when(alert)),
    element('p', { class: 'message' }, message),
    ...(signs.length === 0
      ? []
      : [element('ul', { class: 'signs', 'aria-label': 'Signs' }, ...signs.map((sign) => element('li', {}, sign)))]),
    ...(chart ? [chart as unknown as HTMLElement] : []),
    element(
      'dl',
      { class: 'evidence' },
      ...factsOf(alert).map(([name, value]) =>
        element('div', name === 'regime' ? { class: 'wide' } : {}, element('dt', {}, name), element('dd', {}, value)),
      ),
    ),
    ...standing(alert).map((text) => element('p', { class: 'under standing' }, text)),
    element('p', { class: 'under links' }, ...linksOf(alert, around.grafana_url)),
  ];
}

function factsOf({ evidence, rule }: StandingAlert): [string, string][] {
  const { value, limit, baseline, unit, regime, first_record_index, last_record_index } = evidence;
  return [
    ...(rule === 'SOFT_SHORT'
      ? []
      : ([
          [nameOf(evidence), shown(value, unit)],
          ['limit', shown(limit, unit)],
        ] as [string, string][])),
    ...(baseline === null ? [] : ([['baseline', shown(baseline, unit)]] as [string, string][])),
    ...(last_record_index === 0
      ? []
      : ([['records', `${first_record_index}–${last_record_index}`]] as [string, string][])),
    ...(regime === null ? [] : ([['regime', regime]] as [string, string][])),
  ];
}

function linksOf(alert: StandingAlert, grafana_url: string | null): (HTMLElement | string)[] {
  const span = spanOf(alert);
  if (!span) return [element('a', { href: cellLink(alert.cell_id) }, 'The cell')];
  const here = element('a', { href: cellLink(alert.cell_id, span) }, 'Records at that time');
  if (grafana_url === null) return [here];
  const there = element('a', { href: grafanaLink(grafana_url, alert.cell_id, span), rel: 'noreferrer' }, 'Grafana');
  return [here, ' · ', there];
}

function whyOf(alert: StandingAlert, words: RuleWords | undefined): HTMLElement[] {
  const { rule, rule_version, rules_version, test_id } = alert;
  const looks = words?.look_alikes ?? [];
  return [
    element('summary', {}, 'Likely cause, and what else it could be'),
    ...(words ? [element('p', {}, words.likely_cause)] : []),
    ...(looks.length === 0
      ? []
      : [
          element('p', { class: 'lead' }, 'Looks alike:'),
          element('ul', { class: 'looks' }, ...looks.map((look) => element('li', {}, look))),
        ]),
    ...(words ? [element('p', { class: 'lead' }, 'The rule:'), element('p', {}, words.description)] : []),
    element('p', { class: 'lead' }, `${rule} version ${rule_version}, ${limitsText(rules_version)}. Test ${test_id}.`),
  ];
}

function earlierOf(earlier: StandingAlert[]): HTMLElement[] {
  const oldest = earlier[earlier.length - 1];
  const since = oldest.derived_cycle_count === null ? when(oldest) : `cycle ${oldest.derived_cycle_count}`;
  const lines = earlier.slice(0, mostEarlier).map((alert) => {
    const { evidence, derived_cycle_count: cycle, record_index } = alert;
    const place = cycle === null ? `record ${record_index} · ` : '';
    return element('li', {}, `${place}${when(alert)}: ${shown(evidence.value, evidence.unit)}`);
  });
  const left = earlier.length - lines.length;
  return [
    element('summary', {}, `${earlier.length} earlier, since ${since}`),
    element('ul', {}, ...lines, left > 0 ? element('li', {}, `and ${left} more`) : null),
  ];
}
