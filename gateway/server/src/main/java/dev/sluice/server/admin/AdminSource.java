package dev.sluice.server.admin;

import dev.sluice.contract.observation.Observation;
import io.vertx.core.Future;

/** What the admin endpoint tells. Asked from any thread. */
public interface AdminSource {
    /** Whether clients are to be sent here. */
    boolean ready();

    Future<String> metrics();

    Future<Observation> observe();
}
