package dev.sluice.simulation.model;

/**
 * What is wrong with a provider at one moment. Shares are parts per million of requests.
 *
 * @param latencyFactor 1 for none
 * @param addedNanos on top
 * @param capacityPpm of the usual capacity that is left
 * @param errorPpm answered with {@code status}
 * @param status of those answers
 * @param retryAfterSeconds sent with them; 0 for none
 * @param rpcErrorPpm answered 200 with a JSON-RPC internal error
 * @param resetPpm reset in mid-answer
 * @param silencePpm never answered
 * @param lagBlocks more than usual
 * @param wrongChain whether answers come from another chain
 */
public record Impairment(
        double latencyFactor,
        long addedNanos,
        int capacityPpm,
        int errorPpm,
        int status,
        int retryAfterSeconds,
        int rpcErrorPpm,
        int resetPpm,
        int silencePpm,
        int lagBlocks,
        boolean wrongChain) {

    public static final Impairment NONE = new Impairment(1, 0, Chance.WHOLE, 0, 503, 0, 0, 0, 0, 0, false);

    public static Impairment slower(double factor) {
        return new Impairment(factor, 0, Chance.WHOLE, 0, 503, 0, 0, 0, 0, 0, false);
    }

    public static Impairment delayed(long nanos) {
        return new Impairment(1, nanos, Chance.WHOLE, 0, 503, 0, 0, 0, 0, 0, false);
    }

    /** A share of requests is answered with an HTTP status. */
    public static Impairment errors(int ppm, int status) {
        return new Impairment(1, 0, Chance.WHOLE, ppm, status, 0, 0, 0, 0, 0, false);
    }

    /** A share of requests is answered 429. */
    public static Impairment rateLimited(int ppm, int retryAfterSeconds) {
        return new Impairment(1, 0, Chance.WHOLE, ppm, 429, retryAfterSeconds, 0, 0, 0, 0, false);
    }

    public static Impairment rpcErrors(int ppm) {
        return new Impairment(1, 0, Chance.WHOLE, 0, 503, 0, ppm, 0, 0, 0, false);
    }

    public static Impairment resets(int ppm) {
        return new Impairment(1, 0, Chance.WHOLE, 0, 503, 0, 0, ppm, 0, 0, false);
    }

    /** Requests vanish. */
    public static Impairment silence(int ppm) {
        return new Impairment(1, 0, Chance.WHOLE, 0, 503, 0, 0, 0, ppm, 0, false);
    }

    public static Impairment lagging(int blocks) {
        return new Impairment(1, 0, Chance.WHOLE, 0, 503, 0, 0, 0, 0, blocks, false);
    }

    public static Impairment otherChain() {
        return new Impairment(1, 0, Chance.WHOLE, 0, 503, 0, 0, 0, 0, 0, true);
    }

    public Impairment withCapacity(int ppm) {
        return new Impairment(
                latencyFactor,
                addedNanos,
                ppm,
                errorPpm,
                status,
                retryAfterSeconds,
                rpcErrorPpm,
                resetPpm,
                silencePpm,
                lagBlocks,
                wrongChain);
    }

    /** Both at once: the worse of each share, and the error status of the one that errs more. */
    public Impairment and(Impairment other) {
        Impairment erring = other.errorPpm > errorPpm ? other : this;
        return new Impairment(
                latencyFactor * other.latencyFactor,
                addedNanos + other.addedNanos,
                (int) ((long) capacityPpm * other.capacityPpm / Chance.WHOLE),
                erring.errorPpm,
                erring.status,
                erring.retryAfterSeconds,
                Math.max(rpcErrorPpm, other.rpcErrorPpm),
                Math.max(resetPpm, other.resetPpm),
                Math.max(silencePpm, other.silencePpm),
                lagBlocks + other.lagBlocks,
                wrongChain || other.wrongChain);
    }
}
