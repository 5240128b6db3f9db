/**
 * Step one of the flow in a cluster: informers keep what users wrote in memory, Secrets and ConfigMaps are followed one by one, by
 * name. Informers' threads write, the control thread reads; both meet in concurrent maps.
 */
@NullMarked
package dev.sluice.operator.gather;

import org.jspecify.annotations.NullMarked;
