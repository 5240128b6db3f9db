/**
 * What is done to HTTP heads on their way: pure functions, without a client or server library.
 */
@NullMarked
package dev.sluice.engine.http;

import org.jspecify.annotations.NullMarked;
