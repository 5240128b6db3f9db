package dev.sluice.standalone.admin;

import dev.sluice.contract.explain.Explanation;
import dev.sluice.control.view.HistoryView;
import dev.sluice.control.view.Screen;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What the admin endpoint shows. Called on its event loop; must not block. */
public interface AdminSource {
    Screen screen();

    HistoryView history(long sinceMillis);

    /** The last hour of readings, as {@link dev.sluice.control.replay.Recording} writes it. */
    byte[] recording();

    /**
     * What would become of a request now.
     *
     * @param gateway {@code namespace/name}; null where there is one only
     * @param rawQuery describes the request, see {@link dev.sluice.server.admin.DescribedRequest}; fails with an
     *     IllegalArgumentException where it does not, or no such gateway runs
     */
    Future<Explanation> explain(@Nullable String gateway, @Nullable String rawQuery);

    /** Prometheus text. */
    Future<String> metrics();
}
