const width = 30;

/** One line on a terminal's standard error that fills up; silent where nobody watches. */
export function progressBar(label: string): { show(share: number, note: string): void; done(): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, done: () => undefined };
  return {
    show(share, note) {
      const filled = Math.round(Math.min(1, share) * width);
      const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
      stderr.write(`\r\x1b[K${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${label}  ${note}`);
    },
    done: () => void stderr.write('\r\x1b[K'),
  };
}
