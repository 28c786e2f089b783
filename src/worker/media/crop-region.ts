import type { MediaFacts, Region } from '../../ports/index.ts';
import { invalidParameters, type MediaParameters } from './parameters.ts';

type CropParameters = Extract<MediaParameters, { operation: 'crop_image' }>;

/** The part of an image that stays. Throws `MEDIA_PARAMS_INVALID` where it does not lie inside of it. */
export function cropRegion(parameters: CropParameters, facts: MediaFacts): Region {
  const region = askedRegion(parameters, facts);
  const isInside =
    Math.min(region.x, region.y) >= 0 &&
    region.width > 0 &&
    region.height > 0 &&
    region.x + region.width <= facts.width &&
    region.y + region.height <= facts.height;
  if (isInside) return region;
  throw invalidParameters('crop_image', `the part does not lie inside of ${facts.width}x${facts.height} pixels`);
}

/** A region, or what stays when the edges are cut off; a width or a height takes the middle of that. */
function askedRegion(parameters: CropParameters, facts: MediaFacts): Region {
  const { region, left, top, right, bottom } = parameters;
  if (region !== undefined) return region;
  const whole = { width: facts.width - left - right, height: facts.height - top - bottom };
  const { width = whole.width, height = whole.height } = parameters;
  if (width === facts.width && height === facts.height) {
    throw invalidParameters('crop_image', 'needs a region, a width and height, or left, top, right, bottom');
  }
  return {
    x: left + Math.floor((whole.width - width) / 2),
    y: top + Math.floor((whole.height - height) / 2),
    width,
    height,
  };
}
