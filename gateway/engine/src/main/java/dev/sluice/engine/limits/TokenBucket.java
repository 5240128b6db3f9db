package dev.sluice.engine.limits;

/** So many per second, and a burst. Owned by one event loop. */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private double perSecond;
    private double burst;
    private double tokens;
    private long filledNanos;

    /** Starts full. */
    public TokenBucket(double perSecond, double burst, long nowNanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        tokens = burst;
        filledNanos = nowNanos;
    }

    private TokenBucket(TokenBucket other) {
        perSecond = other.perSecond;
        burst = other.burst;
        tokens = other.tokens;
        filledNanos = other.filledNanos;
    }

    /** The same, apart from this. */
    public TokenBucket copy() {
        return new TokenBucket(this);
    }

    /** From now on so many, tokens that are there included. */
    public void rate(double newPerSecond, double newBurst, long nowNanos) {
        fill(nowNanos);
        perSecond = newPerSecond;
        burst = newBurst;
        tokens = Math.min(tokens, newBurst);
    }

    public boolean tryTake(double count, long nowNanos) {
        fill(nowNanos);
        if (tokens < count) {
            return false;
        }
        tokens -= count;
        return true;
    }

    /** Until so many tokens will be there; 0 when they are. A client is told this as Retry-After. */
    public long waitNanos(double count, long nowNanos) {
        fill(nowNanos);
        return tokens >= count ? 0 : (long) Math.ceil((count - tokens) / perSecond * NANOS_PER_SECOND);
    }

    private void fill(long nowNanos) {
        long elapsed = nowNanos - filledNanos;
        if (elapsed > 0) {
            tokens = Math.min(burst, tokens + elapsed * perSecond / NANOS_PER_SECOND);
            filledNanos = nowNanos;
        }
    }
}
