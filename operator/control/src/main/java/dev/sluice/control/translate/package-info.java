/**
 * Step three of the flow: resources become one snapshot per Gateway and what is said about every object. Nothing a user
 * wrote makes it throw. This package composes; the packages below it each translate one part. Pure and immutable.
 */
@NullMarked
package dev.sluice.control.translate;

import org.jspecify.annotations.NullMarked;
