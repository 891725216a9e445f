/** "14, 7, 1" as numbers; none where it is something else. */
export function readDistances(text: string): number[] | null {
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => /^\d{1,3}$/.test(part)) ? parts.map(Number) : null;
}
