/**
 * Files of manifests as objects that know their place: which file, which line, which mistakes. Pure: text comes in as a
 * parameter, and nothing is remembered between two files.
 */
@NullMarked
package dev.sluice.standalone.manifest;

import org.jspecify.annotations.NullMarked;
