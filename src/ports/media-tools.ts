import type { Call } from './call.ts';

/** HEIC is read and never written. */
export const IMAGE_FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif', 'heic'] as const;
export const VIDEO_FORMATS = ['mp4', 'mov', 'webm', 'mkv', 'avi', 'mpegts'] as const;

export type ImageFormat = (typeof IMAGE_FORMATS)[number];
export type VideoFormat = (typeof VIDEO_FORMATS)[number];

/** What a media file is, judged by its bytes and never by its name. */
export type MediaFacts = ImageFacts | VideoFacts;

export interface ImageFacts {
  kind: 'image';
  format: ImageFormat;
  /** Pixels, as the image is shown: turned as its orientation says. */
  width: number;
  height: number;
  /** More than 1 in an animation. */
  frames: number;
}

export interface VideoFacts {
  kind: 'video';
  format: VideoFormat;
  /** Pixels, as the video is shown. */
  width: number;
  height: number;
  durationSeconds: number;
  /** Of the first sound stream: `aac`. `null` where it is silent. */
  soundCodec: string | null;
}

export type WatermarkPosition = 'tl' | 'tr' | 'bl' | 'br' | 'center';

/** What to do with a file. */
export type MediaWork =
  | {
      kind: 'watermark';
      /** A text, or an image in the same folder. */
      mark: { text: string } | { file: string; facts: ImageFacts };
      position: WatermarkPosition;
      /** From 0 (invisible) to 100. */
      opacityPercent: number;
      /** Between the mark and the edges. */
      marginPixels: number;
    }
  /** At least one of width and height. With both, `keepsAspect` fits the picture into them. */
  | { kind: 'resize'; width?: number; height?: number; keepsAspect: boolean }
  /** Must lie inside of the picture. Images only. */
  | { kind: 'crop'; region: Region }
  /** Into the output's format. Images only. */
  | { kind: 'convert'; qualityPercent?: number }
  /** Without camera, place, author and the like. The colour profile stays. */
  | { kind: 'strip' }
  /** A part of a video. */
  | { kind: 'clip'; startSeconds: number; durationSeconds: number }
  /** A smaller file of a video. `rateFactor`: x264's CRF, from 18 (good) to 40 (small). */
  | { kind: 'compress'; rateFactor: number; maxWidth?: number }
  /** A small image of an image, or of a video at a time. */
  | { kind: 'thumbnail'; width: number; atSeconds: number };

export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The names are plain (`input`, `output.mp4`) and lie in `folder`, which is the caller's and holds nothing else. */
export interface MediaRequest {
  folder: string;
  input: string;
  facts: MediaFacts;
  output: string;
  outputFormat: ImageFormat | VideoFormat;
  work: MediaWork;
}

export interface MediaCall extends Call {
  /** From 0 to 1. */
  onProgress?(done: number): void;
}

/**
 * Works on images and videos of this machine. Rejects with `MEDIA_TOOL_MISSING`, `MEDIA_FORMAT_UNSUPPORTED`, `MEDIA_BROKEN`,
 * `MEDIA_TOO_LARGE`, `MEDIA_TIMEOUT`, `MEDIA_FAILED`, or the reason of the signal; then nothing is left running.
 */
export interface MediaToolsPort {
  inspect(folder: string, file: string, call?: Call): Promise<MediaFacts>;
  /** Writes `output`. */
  perform(request: MediaRequest, call?: MediaCall): Promise<void>;
}
