package dev.sluice.simulation.load;

import java.net.URI;
import java.time.Duration;

/**
 * One run.
 *
 * @param target where calls are posted
 * @param mix what is sent
 * @param pace when
 * @param mostRequests ends the run; {@link Long#MAX_VALUE} for no bound
 * @param longest ends the sending
 * @param timeout of one call
 * @param connections kept alive and shared by the calls
 * @param seed of the choice of calls
 */
public record LoadOptions(
        URI target,
        CallMix mix,
        Pace pace,
        long mostRequests,
        Duration longest,
        Duration timeout,
        int connections,
        long seed) {

    /** A day at most; a closed loop has a connection for each client. */
    public static LoadOptions to(URI target, Pace pace) {
        int connections = pace instanceof Pace.ClosedLoop loop ? loop.clients() : 64;
        return new LoadOptions(
                target,
                CallMix.ethereum(),
                pace,
                Long.MAX_VALUE,
                Duration.ofDays(1),
                Duration.ofSeconds(15),
                connections,
                1);
    }

    public LoadOptions withMix(CallMix other) {
        return new LoadOptions(target, other, pace, mostRequests, longest, timeout, connections, seed);
    }

    public LoadOptions withMostRequests(long most) {
        return new LoadOptions(target, mix, pace, most, longest, timeout, connections, seed);
    }

    public LoadOptions withLongest(Duration other) {
        return new LoadOptions(target, mix, pace, mostRequests, other, timeout, connections, seed);
    }

    public LoadOptions withTimeout(Duration other) {
        return new LoadOptions(target, mix, pace, mostRequests, longest, other, connections, seed);
    }

    public LoadOptions withConnections(int other) {
        return new LoadOptions(target, mix, pace, mostRequests, longest, timeout, other, seed);
    }

    public LoadOptions withSeed(long other) {
        return new LoadOptions(target, mix, pace, mostRequests, longest, timeout, connections, other);
    }
}
