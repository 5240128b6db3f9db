/**
 * YAML and JSON text as trees of values that remember the line they were written on. Reads what {@code kubectl} would
 * read: safe (plain values only), bounded in size, depth and alias expansion. Pure; no state outside one call.
 */
@NullMarked
package dev.sluice.standalone.manifest.yaml;

import org.jspecify.annotations.NullMarked;
