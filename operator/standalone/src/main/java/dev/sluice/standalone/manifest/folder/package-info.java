/**
 * A folder of manifests as the source of truth: the gather step of standalone mode. {@link
 * dev.sluice.standalone.manifest.folder.FolderDecision} decides, as values to values, what a change of files means;
 * {@link dev.sluice.standalone.manifest.folder.FolderWatcher} looks at the disk on a thread of its own and hands each
 * new state to its listener on that thread.
 */
@NullMarked
package dev.sluice.standalone.manifest.folder;

import org.jspecify.annotations.NullMarked;
