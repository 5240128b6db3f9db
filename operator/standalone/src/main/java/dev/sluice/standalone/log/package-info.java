/**
 * Log lines for operators: a constant message and key-values, one line per event, on standard error. It stands on
 * java.util.logging, which Vert.x uses as well, so that a run has one stream and no logging library.
 */
@NullMarked
package dev.sluice.standalone.log;

import org.jspecify.annotations.NullMarked;
