package dev.sluice.control.view;

import java.util.List;

/**
 * Everything shown at one moment; the control loop replaces it whole.
 *
 * @param plan shares and reasons
 * @param status of every object
 * @param latest measurements of the last interval
 */
public record Screen(PlanView plan, StatusView status, Sample latest) {
    /** @param reason what is waited for */
    public static Screen starting(long atMillis, String reason) {
        StatusView status = new StatusView(atMillis, false, "starting: " + reason, List.of(), List.of(), List.of());
        return new Screen(new PlanView(atMillis, List.of()), status, new Sample(atMillis, List.of()));
    }
}
