package dev.sluice.server.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.delivery.Assembly;
import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this pod served last, in a folder that outlives its containers and is memory, for credentials are in it. Each file is
 * replaced whole. A folder that fails is said and costs only the restart without an API server.
 *
 * <pre>
 * snapshot.json, credentials.json   as {@link ContractCodec} writes them; the snapshot without what changed since its base
 * delta.json                        what changed since; of no use beside another base than its own
 * plan                              line 1: received at, in milliseconds since 1970, and the renewal; line 2: the plan
 * </pre>
 */
final class LastGood {
    private static final System.Logger LOG = System.getLogger(LastGood.class.getName());
    private static final String SNAPSHOT = "snapshot.json";
    private static final String DELTA = "delta.json";
    private static final String CREDENTIALS = "credentials.json";
    private static final String PLAN = "plan";

    private final Path folder;
    private final ContractCodec codec = new ContractCodec();
    private @Nullable ConfigSnapshot keptBase;

    LastGood(Path folder) {
        this.folder = folder;
    }

    /** @param receivedAtMillis wall clock of this machine, on which a restarted container runs, too */
    record ReceivedPlan(PlanLease lease, long receivedAtMillis) {}

    /** A base that is kept already is not written again. */
    void keep(Assembly.Whole whole) {
        if (whole.base() != keptBase && write(SNAPSHOT, codec.write(whole.base()))) {
            keptBase = whole.base();
        }
        if (whole.delta() != null) {
            write(DELTA, codec.write(whole.delta()));
        }
    }

    void keep(Credentials credentials) {
        write(CREDENTIALS, codec.write(credentials));
    }

    void keep(ReceivedPlan plan) {
        Map<String, String> data = plan.lease().write();
        write(PLAN, (plan.receivedAtMillis() + " " + data.get("renewal") + "\n" + data.get("plan")).getBytes(UTF_8));
    }

    Optional<Assembly.Whole> snapshot() {
        return read(SNAPSHOT, codec::readSnapshot).map(base -> {
            Assembly.Whole alone = new Assembly.Whole(base);
            return read(DELTA, codec::readDelta)
                    .filter(delta -> delta.isFor(base))
                    .map(alone::with)
                    .orElse(alone);
        });
    }

    Optional<Credentials> credentials() {
        return read(CREDENTIALS, codec::readCredentials);
    }

    Optional<ReceivedPlan> plan() {
        return read(PLAN, bytes -> {
            String[] lines = new String(bytes, UTF_8).split("\n", 2);
            String[] first = lines[0].split(" ");
            if (lines.length != 2 || first.length != 2) {
                throw new CodecException("two lines are expected");
            }
            return new ReceivedPlan(
                    PlanLease.read(Map.of("plan", lines[1], "renewal", first[1])), Long.parseLong(first[0]));
        });
    }

    private boolean write(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(
                    folder,
                    name,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, bytes);
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot keep " + folder.resolve(name) + " for a restart: " + e);
            return false;
        }
    }

    private interface Reading<T> {
        T of(byte[] bytes) throws CodecException;
    }

    private <T> Optional<T> read(String name, Reading<T> reading) {
        try {
            return Optional.of(reading.of(Files.readAllBytes(folder.resolve(name))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | CodecException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot start from " + folder.resolve(name) + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
