/** What a gateway is started with. Immutable records. */
@NullMarked
package dev.sluice.server.options;

import org.jspecify.annotations.NullMarked;
