/** Notices that a worker has fallen silent: it is pinged while it owes an answer, and a sound one answers between its steps. */

const PING_EVERY_MS = 4000;
/** Who has left so many pings in a row unanswered is taken for dead. */
const PINGS_UNANSWERED = 5;

export interface Watch {
  /** An answer is owed; does nothing while one is already. */
  readonly begin: () => void;
  /** Something was heard. */
  readonly heard: () => void;
  /** No answer is owed any more. */
  readonly end: () => void;
}

/** Watches by `ping`; `silent` is called once, in place of a ping that nobody would answer. */
export function watchFor(ping: () => void, silent: () => void): Watch {
  let unanswered = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const end = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  const look = (): void => {
    if (unanswered >= PINGS_UNANSWERED) {
      end();
      silent();
      return;
    }
    unanswered++;
    ping();
  };
  return {
    begin: () => {
      if (timer !== undefined) return;
      unanswered = 0;
      timer = setInterval(look, PING_EVERY_MS);
    },
    heard: () => (unanswered = 0),
    end,
  };
}
