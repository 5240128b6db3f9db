package dev.sluice.operator.status.write;

import dev.sluice.crds.v1alpha1.TrafficPlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** The few calls that writing statuses needs. None throws for an answer of the API server. */
interface StatusApi {

    /** What came of a call. */
    sealed interface Answer {
        /** @param object as the API server holds it now */
        record Taken(HasMetadata object) implements Answer {}

        /** Somebody else wrote it meanwhile, or it is gone: what it was decided from is old. */
        record Outdated() implements Answer {}

        /** This object is not as its definition wants it: no fault of others, and none that passes by itself. @param message why */
        record Refused(String message) implements Answer {}

        /** @param message why, for a log */
        record Failed(String message) implements Answer {}
    }

    /** PUT on /status, with the resourceVersion of the object. */
    Answer putStatus(HasMetadata object);

    /** The plan as the API server holds it; empty where there is none, or it cannot be read. */
    Optional<TrafficPlan> plan(String namespace, String name);

    /** Server-side apply of a plan without its status. */
    Answer apply(TrafficPlan plan);
}
