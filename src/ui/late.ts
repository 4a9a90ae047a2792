/**
 * What the page loads when it is first needed, once for each key; undefined where it cannot be loaded. That holds until the
 * page is loaded anew: most browsers remember that a module could not be fetched, and do not ask for it again.
 */
export function late<Value, Key = void>(load: (key: Key) => Promise<Value>): (key: Key) => Promise<Value | undefined> {
  const begun = new Map<Key, Promise<Value | undefined>>();
  return (key) => {
    const promise = begun.get(key) ?? load(key).catch(() => undefined);
    begun.set(key, promise);
    return promise;
  };
}
