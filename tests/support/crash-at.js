// Preloaded into a service: kills it at one place on purpose. CRASH_AT is `copy|commit|checkpoint:before|after:n`.
import pg from 'pg';

const patterns = { copy: /^\s*copy /i, commit: /^\s*commit/i, checkpoint: /into checkpoints/i };
const [what, when, nth] = process.env.CRASH_AT.split(':');
const { query } = pg.Client.prototype;
const die = () => process.kill(process.pid, 'SIGKILL');
let seen = 0;

pg.Client.prototype.query = function (asked, ...rest) {
  const text = typeof asked === 'string' ? asked : (asked?.text ?? asked?.cursor?.text ?? '');
  if (!patterns[what].test(text) || ++seen !== Number(nth)) return query.call(this, asked, ...rest);
  if (when === 'before') return die();
  const answer = query.call(this, asked, ...rest);
  if (typeof answer?.then === 'function') return answer.then(die);
  answer.once('finish', die);
  return answer;
};
