import { scopeText } from './alert-text.js';
import { tell } from './ask.js';
import { element, setText } from './element.js';
import { instant } from './format.js';
import type { Silence } from './shapes.js';
import { rememberedName, rememberName } from './who.js';

/** The silences in force, each with its end, what it holds back, and a way to lift it. */
export function silenceList(silences: readonly Silence[], lifted: () => void): HTMLElement | null {
  const active = silences.filter((silence) => silence.active);
  if (active.length === 0) return null;
  return element(
    'section',
    { class: 'silences', 'aria-labelledby': 'silences-title' },
    element('h3', { id: 'silences-title' }, `Silences in force (${active.length})`),
    element('ul', {}, ...active.map((silence) => silenceItem(silence, lifted))),
  );
}

function silenceItem(silence: Silence, lifted: () => void): HTMLElement {
  const { silence_id, scope, by, until_unix_second, text, held_back } = silence;
  const lift = element('button', { type: 'button', 'aria-label': `Lift the silence of ${scopeText(scope)}` }, 'Lift');
  const answer = element('p', { class: 'note', role: 'status' });
  const who = element('input', {
    'aria-label': 'Your name',
    placeholder: 'Your name',
    autocomplete: 'name',
    maxlength: '200',
  });
  who.hidden = true;
  lift.addEventListener('click', () => {
    const name = rememberedName() || who.value.trim();
    if (name === '') {
      who.hidden = false;
      who.focus();
      setText(answer, 'Your name is missing: the others want to know who.');
      return;
    }
    rememberName(name);
    lift.disabled = true;
    tell('/api/alerts/actions', { action: 'unsilence', by: name, silence_id }).then(
      () => {
        setText(answer, 'Taken.');
        lifted();
      },
      (error: Error) => {
        setText(answer, `Not taken: ${error.message}.`);
        lift.disabled = false;
      },
    );
  });
  return element(
    'li',
    { 'data-silence': silence_id },
    element('div', { class: 'bar' }, element('span', {}, scopeText(scope)), who, lift),
    element('p', { class: 'under' }, `by ${by}, until ${instant(until_unix_second)}`),
    ...(text ? [element('p', { class: 'under' }, text)] : []),
    ...(held_back > 0
      ? [element('p', { class: 'under' }, `Holds back ${held_back} ${held_back === 1 ? 'message' : 'messages'}`)]
      : []),
    answer,
  );
}
