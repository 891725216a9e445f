// Prints all pages of a paper: those that were not in sight yet are fetched first.

/** Waits until each picture below `pages` is there, or will not come. */
export async function pictured(pages: HTMLElement | null) {
  const waiting = [...(pages?.querySelectorAll('img') ?? [])].filter((picture) => !picture.complete);
  await Promise.all(
    waiting.map(
      (picture) =>
        new Promise((ready) => {
          picture.addEventListener('load', ready, { once: true });
          picture.addEventListener('error', ready, { once: true });
        }),
    ),
  );
}
