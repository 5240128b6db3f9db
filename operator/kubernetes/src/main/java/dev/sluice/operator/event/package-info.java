/**
 * What people find in {@code kubectl describe}: shares that went far, providers that fell out and came back, bounds that gave
 * way. Deciding is pure but for a memory of what was told, which one thread owns; sending is best effort.
 */
@NullMarked
package dev.sluice.operator.event;

import org.jspecify.annotations.NullMarked;
