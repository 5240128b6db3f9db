/**
 * The records as JSON: the only place that knows Jackson. A snapshot of schema n or n-1 is read; everything else is a
 * {@link dev.sluice.contract.codec.CodecException} with the reason. Thread-safe.
 */
@NullMarked
package dev.sluice.contract.codec;

import org.jspecify.annotations.NullMarked;
