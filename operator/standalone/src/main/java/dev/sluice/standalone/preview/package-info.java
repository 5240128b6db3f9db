/**
 * {@code sluice preview}: what a change would have made of the last hour and what it would make of disasters, as a difference to
 * the manifests as they are. Gather ({@link dev.sluice.standalone.preview.Manifests}, {@link
 * dev.sluice.standalone.preview.RecordingSource}), compare, show.
 */
@NullMarked
package dev.sluice.standalone.preview;

import org.jspecify.annotations.NullMarked;
