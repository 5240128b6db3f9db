package dev.sluice.engine.routing;

import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.engine.telemetry.ClassCell;

/** What a request's end means to its policy's objectives. */
final class Outcomes {
    private static final int FAILED = 500;

    private Outcomes() {}

    /** @param status sent; 0 where no whole answer reached the client */
    static void count(Exchange x, ClassCell cell, int status) {
        if (x.refused) {
            cell.refused();
        } else if (status >= FAILED || (status == 0 && x.lastFailure != null)) {
            cell.unanswered();
            if (x.shed) {
                cell.shed();
            }
        } else if (status == 0) {
            cell.abandoned();
        } else {
            Objectives.Latency latency =
                    x.service().policy().policy().objectives().latency();
            cell.answered(latency == null || x.answerNanos <= latency.targetNanos());
        }
    }
}
