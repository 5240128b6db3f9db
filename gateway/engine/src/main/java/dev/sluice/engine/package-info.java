/**
 * The data plane's thinking for one gateway process. {@link dev.sluice.engine.GatewayState} is shared by all event loops;
 * each loop owns one {@link dev.sluice.engine.routing.LoopRouter}. Time and chance are parameters.
 */
@NullMarked
package dev.sluice.engine;

import org.jspecify.annotations.NullMarked;
