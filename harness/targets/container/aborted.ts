/** Never resolves. @throws the signal's reason, when it is aborted or as it was before. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const say = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) say();
    else signal.addEventListener('abort', say, { once: true });
  });
}
