import type { Feed } from './feed.js';

/** One screen. It is mounted in `main`, and told when it goes. */
export interface View {
  title: string;
  node: HTMLElement;
  /** Once a second: ages. */
  tick(now_second: number): void;
  close(): void;
}

export type OpenView = (feed: Feed) => View;
