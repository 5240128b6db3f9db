package dev.sluice.engine.routing;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.model.CompiledProvider;

/**
 * Is told what becomes of an exchange and its attempts, where somebody wants to know. All calls come on the exchange's event loop; times
 * are of the monotonic clock. An exchange without one pays a null check.
 */
public interface ExchangeListener {
    /** An attempt begins, or begins only now since it had to wait. @param attempt its number, from 1 */
    void begun(int attempt, CompiledProvider provider, long nowNanos);

    void answered(int attempt, long nowNanos);

    /** @param status of HTTP where there was one, else 0 */
    void failed(int attempt, Failure failure, int status, long nowNanos);

    /** Given up for a reason that is not the provider's. @param overtaken whether another attempt brought the answer */
    void dropped(int attempt, boolean overtaken);

    /** The client has its answer, or is gone. @param status sent; 0 where no whole answer reached it */
    void finished(Exchange exchange, int status, long nowNanos);

    /** Who is told of a part of a batch, or of a copy of a broadcast write, which has attempts and an end of its own. */
    ExchangeListener part();
}
