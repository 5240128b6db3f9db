package dev.sluice.control.plan.worth;

/**
 * What an answer is worth and of which parts, in units of a good answer's value; higher is better.
 *
 * @param answers part for being answered at all
 * @param latency part for being answered in time and fast
 * @param price part for what it costs, at most 0
 * @param trust part for who answers
 */
public record Worth(double answers, double latency, double price, double trust) {
    public static final Worth NOTHING = new Worth(0, 0, 0, 0);

    /** Differences below this say nothing. */
    private static final double NOTEWORTHY = 0.001;

    public double utility() {
        return answers + latency + price + trust;
    }

    public Worth plus(Worth other, double times) {
        return new Worth(
                answers + times * other.answers,
                latency + times * other.latency,
                price + times * other.price,
                trust + times * other.trust);
    }

    /** What speaks most for this one against the rest. */
    public String merit(Worth rest) {
        Worth by = plus(rest, -1);
        double most = Math.max(Math.max(by.answers, by.latency), Math.max(by.price, by.trust));
        if (most < NOTEWORTHY) {
            return "as good as the rest";
        }
        return (by.answers == most
                        ? "fewer errors"
                        : by.latency == most ? "faster" : by.price == most ? "cheaper" : "more trusted")
                + " than the rest";
    }

    /** What speaks most against it. */
    public String flaw(Worth rest) {
        Worth by = plus(rest, -1);
        double least = Math.min(Math.min(by.answers, by.latency), Math.min(by.price, by.trust));
        if (least > -NOTEWORTHY) {
            return "no better than the rest";
        }
        return (by.answers == least
                        ? "more errors"
                        : by.latency == least ? "slower" : by.price == least ? "dearer" : "less trusted")
                + " than the rest";
    }
}
