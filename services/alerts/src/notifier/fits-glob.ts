/** Whether a text fits a pattern in which `*` stands for any text and all else for itself. */
export function fitsGlob(text: string, glob: string): boolean {
  const parts = glob.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'su').test(text);
}
