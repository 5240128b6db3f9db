/** What people and monitoring see of a gateway: the metrics page and the access log. Off the hot path. */
@NullMarked
package dev.sluice.server.admin;

import org.jspecify.annotations.NullMarked;
