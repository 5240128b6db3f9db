package dev.sluice.simulation.world;

import dev.sluice.contract.observation.Failure;
import dev.sluice.simulation.scenario.Seller;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A seller as it really is at this moment. It takes requests one after another at its capacity, which is how they queue, and
 * answers each after a log-normal time more; what would wait too long is refused at once.
 */
public final class SellerState {
    private static final double Z99 = 2.326348;
    private static final long LONGEST_QUEUE_NANOS = 1_000_000_000L;
    private static final long QUICK_NANOS = 10_000_000L;

    /** No answer within any client's patience. */
    static final long NEVER = 3_600_000_000_000L;

    final Seller seller;
    private final RandomGenerator random;
    private final double logMedian;
    private final double sigma;

    // Weather: set by the timeline.
    double slow;
    double errors;
    double silence;
    double refuse;
    double capacity;
    Failure errorKind = Failure.SERVER_ERROR;
    double censored;
    int censoredClient;
    double probeFailures;
    boolean probesMasked;
    boolean flapped;
    long head;
    boolean impaired;

    /** Of one request now. */
    public long pricePicos;

    private long freeNanos;

    // The last outcome drawn: read by whoever asked.
    long tookNanos;

    @Nullable
    Failure failure;

    SellerState(Seller seller, RandomGenerator random) {
        this.seller = seller;
        this.random = random;
        logMedian = Math.log(seller.truth().medianNanos());
        sigma = Math.log((double) seller.truth().p99Nanos() / seller.truth().medianNanos()) / Z99;
        pricePicos = seller.pricePicos();
        clear();
    }

    /** As on a fine day. */
    void clear() {
        slow = 1;
        errors = seller.truth().errorRate();
        silence = 0;
        refuse = 0;
        capacity = seller.truth().capacity();
        errorKind = Failure.SERVER_ERROR;
        censored = 0;
        censoredClient = -1;
        probeFailures = 0;
        probesMasked = false;
        flapped = false;
        head = -1;
        impaired = false;
    }

    /** Draws what comes of a request that arrives now. */
    void serve(int client, long nowNanos) {
        double drawn = random.nextDouble();
        if (drawn < refuse) {
            outcome(Failure.CONNECT, QUICK_NANOS);
            return;
        }
        long wait = 0;
        if (capacity > 0) {
            wait = Math.max(0, freeNanos - nowNanos);
            if (wait > LONGEST_QUEUE_NANOS) {
                outcome(Failure.RATE_LIMITED, QUICK_NANOS);
                return;
            }
            freeNanos = nowNanos + wait + (long) (1e9 / capacity);
        }
        drawn = random.nextDouble();
        if (drawn < silence) {
            outcome(Failure.TIMEOUT, NEVER);
            return;
        }
        long latency = latency();
        if (client == censoredClient && random.nextDouble() < censored) {
            outcome(Failure.PROVIDER_FAULT, latency / 4);
        } else if (random.nextDouble() < errors) {
            outcome(errorKind, errorKind == Failure.TIMEOUT ? NEVER : latency / 4);
        } else {
            outcome(null, wait + latency);
        }
    }

    /** Draws what comes of a health check. */
    void probe() {
        if (flapped || random.nextDouble() < probeFailures) {
            outcome(Failure.TIMEOUT, NEVER);
        } else if (probesMasked) {
            outcome(null, (long) (seller.truth().medianNanos() * 0.8));
        } else if (random.nextDouble() < refuse) {
            outcome(Failure.CONNECT, QUICK_NANOS);
        } else if (random.nextDouble() < silence) {
            outcome(Failure.TIMEOUT, NEVER);
        } else if (random.nextDouble() < errors) {
            outcome(errorKind, QUICK_NANOS);
        } else {
            outcome(null, latency());
        }
    }

    /** Chance that a request is answered within {@code targetNanos}, if there is no queue. */
    public double quality(long targetNanos) {
        double answered = (1 - refuse) * (1 - silence) * (1 - errors);
        double z = (Math.log(targetNanos) - logMedian - Math.log(slow)) / sigma;
        return answered * Normal.below(z);
    }

    public double capacity() {
        return capacity;
    }

    /** Whether anything is wrong with it now. */
    public boolean isImpaired() {
        return impaired;
    }

    private long latency() {
        return (long) (slow * Math.exp(logMedian + sigma * random.nextGaussian()));
    }

    private void outcome(@Nullable Failure why, long nanos) {
        failure = why;
        tookNanos = nanos;
    }
}
