package dev.sluice.control.account;

/**
 * Holds spend at what is allowed, by an integral controller: as long as more is spent than may be, the weight of price grows, and
 * where that is at its end, the part of the least valuable requests that is refused. It unwinds in the opposite order.
 *
 * <p>Neither integral grows beyond what it can still move (anti-windup by clamping), so a budget that cannot be kept for a week
 * needs no week to be left again.
 *
 * @param integral of the error; the weight of price is an exponential of it, since a weight is felt by its ratio
 * @param refused part of the least valuable requests, 0 to 1
 */
public record Regulator(double integral, double refused) {
    public static final Regulator IDLE = new Regulator(0, 0);

    /** Worth of a good answer that a request at the usual price may cost at most: then price alone decides among the good. */
    static final double MAX_PRICE_WEIGHT = 0.5;

    /** Weights under this move next to nothing. */
    private static final double SCALE = 0.005;

    private static final double FULL = Math.log1p(MAX_PRICE_WEIGHT / SCALE);

    /** As it was written down. */
    public static Regulator of(double priceWeight, double refused) {
        return new Regulator(
                Math.log1p(Math.clamp(priceWeight, 0, MAX_PRICE_WEIGHT) / SCALE), Math.clamp(refused, 0, 1));
    }

    /** Added to what the policy's intent makes of a price. */
    public double priceWeight() {
        return isFull() ? MAX_PRICE_WEIGHT : SCALE * Math.expm1(integral);
    }

    /** Whether the weight of price is at its end. */
    boolean isFull() {
        return integral >= FULL;
    }

    /**
     * @param error logarithm of what is spent over what may be, within -1 and 1
     * @param mayRefuse whether requests may be refused at all
     * @param times how often the time passed in which an error of one adds one to an integral
     */
    Regulator then(double error, boolean mayRefuse, double times) {
        double step = error * times;
        double refusing = mayRefuse ? refused : 0;
        if (step < 0) {
            double unwound = Math.min(refusing, -step);
            return new Regulator(Math.max(0, integral - (-step - unwound)), refusing - unwound);
        }
        double next = Math.min(FULL, integral + step);
        return new Regulator(next, mayRefuse ? Math.min(1, refusing + integral + step - next) : 0);
    }

    /** The same in a new period, which has room for requests again. */
    Regulator admitting() {
        return new Regulator(integral, 0);
    }

    /** Nothing is left of the period: all that can be done. */
    static Regulator exhausted(boolean mayRefuse) {
        return new Regulator(FULL, mayRefuse ? 1 : 0);
    }
}
