package dev.sluice.operator.web;

import dev.sluice.control.view.HistoryView;
import dev.sluice.control.view.Screen;
import java.net.URI;
import java.util.Optional;

/** What the page shows. Only the replica that leads measures and plans, so only it has something to show. Must not block. */
public interface ScreenSource {
    /** Whether this replica leads. */
    boolean leads();

    /** Where the page of the leading replica is, e.g. {@code http://10.0.0.7:8080}; empty while nobody leads. */
    Optional<URI> leader();

    /** Asked while this replica leads. */
    Screen screen();

    /** The last hour of readings. Asked while this replica leads. */
    byte[] recording();

    /** Asked while this replica leads. */
    HistoryView history(long sinceMillis);
}
