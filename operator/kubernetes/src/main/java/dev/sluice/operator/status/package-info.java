/**
 * What statuses are made from: resources, what was translated, written and measured, at one moment. Deciding, writing and
 * telling by events have packages of their own. Immutable, shared between threads.
 */
@NullMarked
package dev.sluice.operator.status;

import org.jspecify.annotations.NullMarked;
