package dev.sluice.contract.snapshot;

/**
 * How many requests a policy lets in, over all processes of the Gateway; a call in a batch counts like a request of its own.
 *
 * @param policy whose limit it is; what policies merged with others govern is counted together
 * @param requestsPerSecond at least 1
 * @param burst that may come at once; at least 1
 * @param per what is counted apart
 */
public record RateLimit(String policy, int requestsPerSecond, int burst, Per per) {

    /**
     * CLIENT counts each client, by its name or else by its address; TARGET all that the policy governs together; CLASS all of one
     * request class that go to a provider.
     */
    public enum Per {
        CLIENT,
        TARGET,
        CLASS
    }

    public RateLimit {
        if (requestsPerSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "rate limit of " + policy + " is " + requestsPerSecond + " per second, " + burst + " at once");
        }
    }
}
