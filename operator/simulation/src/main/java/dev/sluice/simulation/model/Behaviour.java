package dev.sluice.simulation.model;

/**
 * A provider's answer to a request at a time. {@link ProviderModel} is the honest one; liars (good to probes, bad to
 * clients; fast only at first) are other implementations, often around it.
 */
@FunctionalInterface
public interface Behaviour {

    /** @param nowNanos since the start of the world; never decreases between calls */
    Response respond(Request request, long nowNanos);
}
