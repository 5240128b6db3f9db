package dev.sluice.control.status;

import org.jspecify.annotations.Nullable;

/** The parent of a route or the target of a policy, as written; namespace filled in. */
public record Parent(
        String group,
        String kind,
        String namespace,
        String name,
        @Nullable String sectionName,
        @Nullable Integer port) {}
