package dev.sluice.standalone.admin;

import dev.sluice.control.view.HistoryView;
import dev.sluice.control.view.Screen;
import io.vertx.core.Future;

/** What the admin endpoint shows. Called on its event loop; must not block. */
public interface AdminSource {
    Screen screen();

    HistoryView history(long sinceMillis);

    /** The last hour of readings, as {@link dev.sluice.control.replay.Recording} writes it. */
    byte[] recording();

    /** Prometheus text. */
    Future<String> metrics();
}
