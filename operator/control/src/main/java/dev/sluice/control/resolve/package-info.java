/**
 * Step two of the flow: what was gathered, and references between objects: found, or dangling with the reason. Other
 * namespaces need a ReferenceGrant. Pure and immutable.
 */
@NullMarked
package dev.sluice.control.resolve;

import org.jspecify.annotations.NullMarked;
