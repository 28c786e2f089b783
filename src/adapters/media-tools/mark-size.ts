export interface Size {
  width: number;
  height: number;
}

/** A watermark takes this part of the picture's width. */
const WIDTH_SHARE = 0.15;
/** A tall one is made smaller, so that the picture stays visible. */
const MAX_HEIGHT_SHARE = 0.5;

/** How large a mark is on a picture: 15 % of its width, in the mark's own proportions. */
export function markSize(picture: Size, mark: Size): Size {
  const width = picture.width * WIDTH_SHARE;
  const height = (width * mark.height) / mark.width;
  const shrink = Math.min(1, (picture.height * MAX_HEIGHT_SHARE) / height);
  return { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) };
}

/** The distance to the edges; less than was asked for where the mark would leave the picture. */
export function marginOf(picture: Size, mark: Size, marginPixels: number): { x: number; y: number } {
  return {
    x: Math.min(marginPixels, Math.max(0, picture.width - mark.width)),
    y: Math.min(marginPixels, Math.max(0, picture.height - mark.height)),
  };
}
