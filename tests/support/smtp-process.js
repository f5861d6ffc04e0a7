// An SMTP server as a process of its own. Prints its port, then every mail it has taken as a line of JSON. A recipient
// `refused@…` is refused, `hang@…` never answered.
import { SMTPServer } from 'smtp-server';

const server = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  authOptional: true,
  onAuth: ({ username, password }, _session, done) =>
    password === 'right' ? done(null, { user: username }) : done(new Error('wrong password')),
  onRcptTo({ address }, _session, done) {
    if (address.startsWith('hang@')) return;
    done(address.startsWith('refused@') ? new Error('no such mailbox') : undefined);
  },
  onData(stream, { envelope, user }, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const to = envelope.rcptTo.map(({ address }) => address);
      console.log(
        JSON.stringify({ from: envelope.mailFrom.address, to, user, text: Buffer.concat(chunks).toString() }),
      );
      done();
    });
  },
});
server.on('error', ({ message }) => console.error(message));
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
