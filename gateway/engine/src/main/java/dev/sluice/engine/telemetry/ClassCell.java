package dev.sluice.engine.telemetry;

import dev.sluice.contract.observation.ClassTraffic;
import dev.sluice.contract.plan.PlanKey;

/** Counts what clients saw of one plan key. Owned by one event loop. */
public final class ClassCell {
    private final PlanKey key;
    private long requests;
    private long unanswered;
    private long late;
    private long refused;
    private long shed;

    ClassCell(PlanKey key) {
        this.key = key;
    }

    public void refused() {
        refused++;
    }

    public void answered(boolean inTime) {
        requests++;
        late += inTime ? 0 : 1;
    }

    public void unanswered() {
        requests++;
        unanswered++;
    }

    /** One of those unanswered was not tried for want of room. */
    public void shed() {
        shed++;
    }

    /** The client went away: nobody failed. */
    public void abandoned() {
        requests++;
    }

    ClassTraffic read() {
        return new ClassTraffic(key, requests, unanswered, late, refused, shed);
    }
}
