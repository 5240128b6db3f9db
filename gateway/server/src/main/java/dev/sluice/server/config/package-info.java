/** Where a gateway's configuration comes from and what becomes of it. Sources call their sink from any thread. */
@NullMarked
package dev.sluice.server.config;

import org.jspecify.annotations.NullMarked;
