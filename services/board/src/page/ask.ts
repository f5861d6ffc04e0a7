/** What the board answered instead of what was asked for. */
export class Refused extends Error {}

/** One question to the board. A key that ran out reloads the page, which asks for it. */
export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  return answerOf<T>(await fetch(path, { signal, headers: { accept: 'application/json' } }));
}

/** Something for the board to take. */
export async function tell<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return answerOf<T>(await fetch(path, { method: 'POST', signal, headers, body: JSON.stringify(body) }));
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.status === 401) location.reload();
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as { message?: string; expected?: string };
  const text = problem.message ?? `the board answered ${response.status}`;
  throw new Refused(problem.expected ? `${text}; expected ${problem.expected}` : text);
}

export const cellPath = (cell_id: string) => `/api/cells/${encodeURIComponent(cell_id)}`;
