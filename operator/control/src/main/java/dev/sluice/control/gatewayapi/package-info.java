/** Kinds of Gateway API that the Kubernetes client does not know yet. */
@NullMarked
package dev.sluice.control.gatewayapi;

import org.jspecify.annotations.NullMarked;
