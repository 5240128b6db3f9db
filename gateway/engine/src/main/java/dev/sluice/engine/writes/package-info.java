/**
 * Raw transactions: the hash that is theirs whoever is asked, and whether an answer says that a provider has taken them. Immutable
 * or without state, but for scanners, which belong to one event loop.
 */
@NullMarked
package dev.sluice.engine.writes;

import org.jspecify.annotations.NullMarked;
