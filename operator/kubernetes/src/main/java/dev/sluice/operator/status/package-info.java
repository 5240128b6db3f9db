/**
 * What is said about objects in the cluster: statuses made from what was translated, written and measured, and written only
 * where they change.
 */
@NullMarked
package dev.sluice.operator.status;

import org.jspecify.annotations.NullMarked;
