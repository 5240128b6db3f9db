/** Tokens that clients show: verified once, then remembered until they end. Shared between event loops. */
@NullMarked
package dev.sluice.server.token;

import org.jspecify.annotations.NullMarked;
