/** Lets others of this process be served: to be awaited now and then in long work that waits for nothing else. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
