import { scopeText } from './alert-text.js';
import { tell } from './ask.js';
import { element, setText } from './element.js';
import { alertKey, type AlertScope, type StandingAlert, type WantedAction } from './shapes.js';
import { silenceSpans } from './silence-until.js';
import { rememberedName, rememberName } from './who.js';

export type Deed = 'acknowledge' | 'resolve' | 'silence';

export const deedNames: Record<Deed, string> = { acknowledge: 'Acknowledge', resolve: 'Resolve', silence: 'Silence' };

const consequences: Record<Deed, string> = {
  acknowledge: 'You are at it: it is told again only when it becomes critical, and when it ends.',
  resolve: 'It stays closed until its episode ends.',
  silence: 'Nobody is told of what fits until then; it still shows here. What still stands then is told then.',
};

let made = 0;

/** Asks who, why and, for a silence, for what and how long; then tells the board. `alerts`: those that it is about now. */
export function alertForm(
  deed: Deed,
  {
    alerts,
    campaign,
    done,
    cancel,
  }: {
    alerts(): StandingAlert[];
    campaign: string | null;
    done(): void;
    cancel(): void;
  },
): HTMLFormElement {
  const id = `deed-${++made}`;
  const who = element('input', {
    id: `${id}-who`,
    value: rememberedName(),
    autocomplete: 'name',
    required: '',
    maxlength: '200',
  });
  const note = element('input', { id: `${id}-note`, maxlength: '2000' });
  const [{ cell_id, rule }] = alerts();
  const scopes: AlertScope[] = [
    { cell_id, rule },
    { cell_id },
    ...(campaign === null ? [] : [{ campaign, rule }, { campaign }]),
  ];
  const scope = element(
    'select',
    { id: `${id}-scope` },
    ...scopes.map((each, at) => element('option', { value: String(at) }, scopeText(each))),
  );
  const span = element(
    'select',
    { id: `${id}-span` },
    ...silenceSpans.map(({ name }, at) => element('option', { value: String(at) }, name)),
  );
  const answer = element('p', { class: 'note', role: 'status' });
  const send = element('button', { type: 'submit', class: 'strong' }, deedNames[deed]);
  const back = element('button', { type: 'button' }, 'Cancel');
  const field = (label: string, input: HTMLElement) =>
    element('label', { for: input.id }, element('span', {}, label), input);
  const form = element(
    'form',
    { class: 'deed', 'aria-label': deedNames[deed] },
    ...(deed === 'silence' ? [field('What', scope), field('How long', span)] : []),
    field('Your name', who),
    field('Note (optional)', note),
    element('p', { class: 'note' }, consequences[deed]),
    element('div', { class: 'buttons' }, send, back),
    answer,
  );

  function wanted(): WantedAction[] {
    const by = who.value.trim();
    const text = note.value.trim() || undefined;
    if (deed !== 'silence')
      return alerts().map(({ cell_id, rule, test_id, record_index }) => ({
        action: deed,
        by,
        text,
        alert: { cell_id, rule, test_id, record_index },
      }));
    const until_unix_second = silenceSpans[Number(span.value)].until(new Date());
    return [{ action: 'silence', by, text, scope: scopes[Number(scope.value)], until_unix_second }];
  }

  async function act(): Promise<void> {
    if (who.value.trim() === '') {
      setText(answer, 'Your name is missing: the others want to know who.');
      who.focus();
      return;
    }
    rememberName(who.value.trim());
    send.disabled = true;
    setText(answer, 'Telling the board …');
    try {
      for (const action of wanted()) await tell('/api/alerts/actions', action);
      setText(answer, 'Taken.');
      done();
    } catch (error) {
      setText(answer, `Not taken: ${(error as Error).message}.`);
      send.disabled = false;
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void act();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel();
  });
  back.addEventListener('click', cancel);
  form.dataset.key = alertKey(alerts()[0]);
  // Once it is on the page.
  queueMicrotask(() => (deed === 'silence' ? scope : who.value === '' ? who : note).focus());
  return form;
}
