/** Lets one loop sleep until something happens, and remembers what happened while it was not asleep. */
export interface Wake {
  ring(): void;
  /** Resolves at once if it has rung since the last sleep, else when it rings or after so long. */
  sleep(milliseconds: number): Promise<void>;
}

export function openWake(): Wake {
  let rung = false;
  let wake = (): void => undefined;
  return {
    ring() {
      rung = true;
      wake();
    },
    async sleep(milliseconds) {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      rung = false;
      wake = () => undefined;
    },
  };
}
