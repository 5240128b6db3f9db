/**
 * The operator's process: settings, leadership, and the parts composed. Micronaut gives configuration, health, metrics and the
 * page's API; the rest is plain objects made by constructors.
 */
@NullMarked
package dev.sluice.operator;

import org.jspecify.annotations.NullMarked;
