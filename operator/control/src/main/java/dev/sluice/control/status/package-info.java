/**
 * What is said about objects: conditions with reasons, per parent and per listener, in the words of Gateway API. Measured
 * conditions are apart from those that wait for a rollout. Pure and immutable.
 */
@NullMarked
package dev.sluice.control.status;

import org.jspecify.annotations.NullMarked;
