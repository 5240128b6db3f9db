package dev.sluice.operator.apply;

import java.util.Optional;

/** Where a reconciler finds what to apply, and tells what came of it. For any thread. */
public interface Orders {
    /** @param gateway {@code namespace/name}; empty for one that is not served here */
    Optional<Order> of(String gateway);

    void applied(String gateway, Order order);

    /** @param reason in words for a condition */
    void failed(String gateway, Order order, String reason);
}
