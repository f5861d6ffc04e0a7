// Preloaded into a service: kills it at one place on purpose. CRASH_AT is `copy|publish|commit|landing|checkpoint:before|after:n`;
// `landing` is the commit of a transaction that moved positions on, `publish` is over PostgreSQL alone.
import pg from 'pg';

const patterns = {
  copy: /^\s*copy /i,
  publish: /insert into stream\.messages/i,
  commit: /^\s*commit/i,
  landing: /^\s*commit/i,
  checkpoint: /into checkpoints/i,
};
const [what, when, nth] = process.env.CRASH_AT.split(':');
const { query } = pg.Client.prototype;
const die = () => process.kill(process.pid, 'SIGKILL');
let seen = 0;
const moving = new WeakSet();

pg.Client.prototype.query = function (asked, ...rest) {
  const text = typeof asked === 'string' ? asked : (asked?.text ?? asked?.cursor?.text ?? '');
  if (/^\s*begin/i.test(text)) moving.delete(this);
  if (/update positions set/i.test(text)) moving.add(this);
  const here = patterns[what].test(text) && (what !== 'landing' || moving.has(this));
  if (!here || ++seen !== Number(nth)) return query.call(this, asked, ...rest);
  if (when === 'before') return die();
  const answer = query.call(this, asked, ...rest);
  if (typeof answer?.then === 'function') return answer.then(die);
  answer.once('finish', die);
  return answer;
};
