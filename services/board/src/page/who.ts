const key = 'cellwatch.who';

/** How the person at this browser called themselves last. A browser that keeps nothing asks again. */
export function rememberedName(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

export function rememberName(name: string): void {
  try {
    localStorage.setItem(key, name);
  } catch {
    // Then it is typed the next time.
  }
}
