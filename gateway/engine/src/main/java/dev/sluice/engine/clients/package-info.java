/**
 * Who may call: whether a request is let in by what it shows of its client, before its body is read. Immutable, shared
 * between threads; a gate that asks nothing is recognised by one reference.
 */
@NullMarked
package dev.sluice.engine.clients;

import org.jspecify.annotations.NullMarked;
