/**
 * The height at which a reader is taken to read: a third down the panel, and further down where
 * the end of the document comes into sight, so that the last page can be reached too.
 */
export function readingLine(offset: number, height: number, total: number): number {
  const below = Math.max(0, total - offset - height);
  return offset + Math.max(height / 3, height - below);
}
