export { lineOfMergeMarker } from './merge-marker.ts';
export { placeNew } from './place-new.ts';
export { reasonOf } from './reason.ts';
export { createFolderSync, syncFile, type FolderSync } from './sync-folder.ts';
export { sweepTemporaries, writeTemporary } from './temporary-file.ts';
