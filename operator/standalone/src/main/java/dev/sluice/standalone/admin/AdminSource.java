package dev.sluice.standalone.admin;

import dev.sluice.control.view.HistoryView;
import dev.sluice.control.view.Screen;
import io.vertx.core.Future;

/** What the admin endpoint shows. Called on its event loop; must not block. */
public interface AdminSource {
    Screen screen();

    HistoryView history(long sinceMillis);

    /** Prometheus text. */
    Future<String> metrics();
}
