package dev.sluice.server.upstream;

import dev.sluice.engine.http.ForbiddenAddresses;
import dev.sluice.server.options.NameResolver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the hosts of endpoints, again and again, and lets through only addresses a provider may have: the check is
 * made on what is connected to, not on what was written. Lookups block on a small worker pool of their own, so a silent
 * name server delays neither requests nor other work.
 */
public final class AddressBook {
    private static final int WORKERS = 4;

    private record Place(String host, int port) {}

    private final Vertx vertx;
    private final NameResolver resolver;
    private final ForbiddenAddresses forbidden;
    private final WorkerExecutor workers;
    private final Map<Place, HostAddresses> entries = new HashMap<>();
    private final long timer;

    public AddressBook(Vertx vertx, NameResolver resolver, ForbiddenAddresses forbidden, long everyNanos) {
        this.vertx = vertx;
        this.resolver = resolver;
        this.forbidden = forbidden;
        this.workers = vertx.createSharedWorkerExecutor("sluice-names", WORKERS);
        this.timer = vertx.setPeriodic(Math.max(1, TimeUnit.NANOSECONDS.toMillis(everyNanos)), id -> lookUpAll());
    }

    /** The entry of a host; new ones are empty until {@link #lookUp} has run. */
    public synchronized HostAddresses entry(String host, int port) {
        return entries.computeIfAbsent(new Place(host, port), p -> new HostAddresses(p.host(), p.port()));
    }

    /** Looks up these; completes when each was answered or failed, never fails itself. */
    public Future<Void> lookUp(Collection<HostAddresses> wanted) {
        List<Future<?>> running = new ArrayList<>();
        for (HostAddresses entry : wanted) {
            running.add(workers.executeBlocking(
                    () -> {
                        lookUp(entry);
                        return entry;
                    },
                    false));
        }
        return running.isEmpty()
                ? Future.succeededFuture()
                : Future.join(running).otherwiseEmpty().mapEmpty();
    }

    /** Forgets hosts no snapshot names any more. */
    public synchronized void retain(Set<HostAddresses> inUse) {
        entries.values().retainAll(inUse);
    }

    public void close() {
        vertx.cancelTimer(timer);
        workers.close();
    }

    private void lookUpAll() {
        List<HostAddresses> all;
        synchronized (this) {
            all = List.copyOf(entries.values());
        }
        lookUp(all);
    }

    private List<InetAddress> addresses(String host) throws UnknownHostException {
        InetAddress literal;
        try {
            literal = InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException aName) {
            return resolver.resolve(host);
        }
        return List.of(literal);
    }

    private void lookUp(HostAddresses entry) {
        Optional<String> byName = forbidden.ofHost(entry.host());
        if (byName.isPresent()) {
            entry.forbidden(entry.host() + " " + byName.get());
            return;
        }
        List<InetAddress> found;
        try {
            found = addresses(entry.host());
        } catch (UnknownHostException e) {
            entry.notFound("its name " + entry.host() + " is not known");
            return;
        }
        List<InetAddress> usable = new ArrayList<>();
        String refusal = "its name " + entry.host() + " has no address";
        for (InetAddress address : found) {
            Optional<String> why = forbidden.ofAddress(address, entry.port());
            if (why.isEmpty()) {
                usable.add(address);
            } else {
                refusal = entry.host() + " is at " + address.getHostAddress() + ", which " + why.get();
            }
        }
        if (usable.isEmpty()) {
            entry.forbidden(refusal);
        } else {
            entry.found(usable.toArray(new InetAddress[0]));
        }
    }
}
