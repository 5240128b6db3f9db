package dev.sluice.control.view;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One decision that changed a share.
 *
 * @param from share before; @param to share after
 * @param reason in the planner's words
 */
public record Move(
        long atMillis,
        String gateway,
        String policy,
        String pool,
        @JsonProperty("class") String requestClass,
        String provider,
        double from,
        double to,
        String reason) {}
