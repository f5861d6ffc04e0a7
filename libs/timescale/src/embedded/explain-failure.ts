/** What the server's log means for the person who started it, with the lines that say so. */
export function explainFailure(log: string): string {
  const lines = log
    .split('\n')
    .filter((line) => /FATAL|PANIC|ERROR|HINT|DETAIL|error:|ENOENT|EACCES|ended with/.test(line))
    .slice(-6)
    .join(' | ')
    .trim();
  const [, meaning] = meanings.find(([pattern]) => pattern.test(log)) ?? [];
  return meaning ? `${meaning} (${lines})` : lines || log.trim().slice(-500);
}

const meanings: [RegExp, string][] = [
  [/No space left on device|Check free disk space/, 'the disk is full: make room and start again'],
  [/Address already in use/, 'its port is taken by another program'],
  [/files are incompatible with server/, 'its files were written by another major version of PostgreSQL'],
  [
    /Permission denied|EACCES/,
    'the user that PostgreSQL runs as may not enter the folder or the program: as root it runs as user postgres, ' +
      'so start as an ordinary user, or use places that everybody may enter',
  ],
  [/shared memory segment|shmget|mmap|could not map anonymous/, 'there is too little shared memory'],
];

/**
 * Children of a server that was killed let go of its memory a moment after it; and between choosing a port and listening on it
 * another program may take it.
 */
export function mayPass(log: string): boolean {
  return /pre-existing shared memory block|shared memory block.*still in use|Address already in use/.test(log);
}
