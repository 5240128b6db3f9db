/**
 * Gateways, listeners and HTTPRoutes: which route is served on which listener under which names, and what its rules do. The
 * order of precedence between matches is the gateway's; between equals the order here holds. Pure.
 */
@NullMarked
package dev.sluice.control.translate.route;

import org.jspecify.annotations.NullMarked;
