package dev.sluice.operator.lead;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Takes part in the election for a Lease. Whoever cannot renew it in time must be gone before another may take it, so losing it
 * is reported at once; closing gives it back, and the next leader need not wait for its end.
 */
public final class Leadership implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Leadership.class.getName());
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final String identity;
    private final LeaderElector elector;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("sluice-lease-", 0).factory());
    private volatile @Nullable String leader;
    private volatile boolean closing;
    private @Nullable CompletableFuture<?> election;

    /**
     * @param identity of this replica, as the Lease names its holder
     * @param elected called when it starts to lead
     * @param lost called when it cannot be sure to lead any more, but not after {@link #close}
     */
    public Leadership(
            KubernetesClient client, String namespace, String lease, String identity, Runnable elected, Runnable lost) {
        this.identity = identity;
        this.elector = new LeaderElector(
                client,
                new LeaderElectionConfig(
                        new LeaseLock(namespace, lease, identity),
                        LEASE,
                        RENEW_DEADLINE,
                        RETRY,
                        new LeaderCallbacks(
                                () -> {
                                    LOG.log(System.Logger.Level.INFO, "leading as " + identity);
                                    elected.run();
                                },
                                () -> {
                                    if (!closing) {
                                        lost.run();
                                    }
                                },
                                holder -> leader = holder),
                        true,
                        lease),
                threads);
    }

    public void start() {
        election = elector.start();
    }

    public boolean leads() {
        return identity.equals(leader);
    }

    /** The holder of the Lease as far as it is known. */
    public Optional<String> leader() {
        return Optional.ofNullable(leader).filter(holder -> !holder.isEmpty());
    }

    @Override
    public void close() {
        closing = true;
        CompletableFuture<?> running = election;
        if (running != null) {
            running.cancel(true);
        }
        if (leads()) {
            elector.release();
        }
        threads.shutdown();
    }
}
