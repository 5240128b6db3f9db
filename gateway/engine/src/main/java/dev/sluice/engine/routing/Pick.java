package dev.sluice.engine.routing;

/** What a pick came to. Anything but PICKED means that no attempt follows. */
public enum Pick {
    /** The exchange names a provider and an endpoint; the attempt has begun. */
    PICKED,
    /** The plan refuses this class, since its bounds cannot be met, or this part of it, since its budget cannot: 503. */
    REFUSED,
    /** It is one more than its class may send to providers; see {@link Exchange#excess}: 429. */
    LIMITED,
    /** Policy, capabilities and what is withheld leave nobody: 503. */
    NO_CANDIDATE,
    /** Health leaves nobody, and the pool's panic threshold of 0 forbids trying anyway: 503. */
    NO_HEALTHY,
    /** All that are left have as much in flight as circuit breaker or concurrency limit let through, or no quota left now: 503. */
    OVERLOADED,
    /** What room is left is kept for requests of higher value: 503. */
    SHED,
    /** A retry would not be safe, not be for a failure that is retried, or be one too many. */
    NOT_RETRIED,
    /** The pool's retry budget is spent. */
    BUDGET_SPENT
}
