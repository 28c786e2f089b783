export { lineOfMergeMarker } from './merge-marker.ts';
export { namesInFolder } from './names-in-folder.ts';
export { placeNew, placeOver } from './place-file.ts';
export { reasonOf } from './reason.ts';
export { createFolderSync, syncFile, type FolderSync } from './sync-folder.ts';
export { writeTemporary } from './temporary-file.ts';
