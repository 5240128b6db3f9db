/** The Gateway's ports: opened on every event loop, changed one by one, drained. */
@NullMarked
package dev.sluice.server.listen;

import org.jspecify.annotations.NullMarked;
